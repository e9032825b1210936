#include "LayerProgram.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace saelor {

namespace {

/** Some backends' matrix kernels want the inner dimension in fours. */
constexpr int64_t ROW_PADDING = 4;

/** In place of no cap: far above any step, and far below where float32 overflows when it is divided by a short one. */
constexpr float NO_CAP = 1e30f;

/** Which gain a constant edit is multiplied by. */
Normalization gain_of(const Edit & edit, const DictionarySpec & spec) { return edit.mode == Mode::shift ? Normalization::none : spec.normalization; }

int64_t padded(int64_t n) { return (n + ROW_PADDING - 1) / ROW_PADDING * ROW_PADDING; }

}  // namespace

LayerProgram::LayerProgram(int32_t layer, const EditTable & table, const std::vector<std::shared_ptr<const Dictionary>> & dictionaries, std::shared_ptr<const Device> device)
    : layer_(layer), device_(std::move(device)) {
    collect_rows(table, dictionaries);
    collect_limits(table, dictionaries);
    if (!rows_.empty()) upload_rows(table, dictionaries);
}

void LayerProgram::collect_limits(const EditTable & table, const std::vector<std::shared_ptr<const Dictionary>> & dictionaries) {
    for (const auto & set : table.sets) {
        float cap = 0.0f;
        for (const auto & edit : set.edits) {
            if (dictionaries[edit.dictionary]->spec().layer != layer_ || edit.dictionary >= static_cast<int32_t>(set.caps.size())) continue;
            const float own = set.caps[edit.dictionary];
            if (own > 0.0f) cap = cap == 0.0f ? own : std::min(cap, own);
        }
        caps_.push_back(cap);
        restores_.push_back(set.restore);
        caps_used_ = caps_used_ || cap > 0.0f;
        restores_used_ = restores_used_ || set.restore > 0.0f;
    }
}

void LayerProgram::collect_rows(const EditTable & table, const std::vector<std::shared_ptr<const Dictionary>> & dictionaries) {
    const auto here = [&](int32_t dictionary) { return dictionaries[dictionary]->spec().layer == layer_; };
    const auto add = [&](Row row) {
        rows_.push_back(row);
        const Dictionary * dictionary = row.dictionary < 0 ? nullptr : dictionaries[row.dictionary].get();
        thresholds_.push_back(dictionary == nullptr ? 0.0f : dictionary->threshold(row.edit.feature));
        int32_t topk = -1;
        if (dictionary != nullptr && dictionary->spec().rule == Rule::topk) {
            const auto at = std::find(topk_dictionaries_.begin(), topk_dictionaries_.end(), row.dictionary);
            topk = static_cast<int32_t>(at - topk_dictionaries_.begin());
            if (at == topk_dictionaries_.end()) topk_dictionaries_.push_back(row.dictionary);
        }
        row_topk_.push_back(topk);
    };
    for (size_t set = 0; set < table.sets.size(); set++) {
        std::set<std::tuple<Normalization, int32_t, uint32_t>> constants;
        for (const auto & edit : table.sets[set].edits) {
            if (!here(edit.dictionary)) continue;
            const auto & spec = dictionaries[edit.dictionary]->spec();
            d_model_ = spec.d_model;
            edits_ = true;
            if (edit.mode == Mode::pin || edit.mode == Mode::scale) {
                reactive_ = true;
                add({edit.mode == Mode::pin ? Row::pin : Row::scale, static_cast<int32_t>(set), edit.dictionary, edit, spec.normalization});
            } else {
                constants.insert({gain_of(edit, spec), edit.conditional, edit.unless});
            }
        }
        for (const auto & [normalization, conditional, unless] : constants) {
            add({Row::constant, static_cast<int32_t>(set), -1, {-1, -1, Mode::shift, 0.0f, conditional, unless}, normalization});
        }
    }
    const auto add_watch = [&](const Watch & watch) {
        const auto & spec = dictionaries[watch.dictionary]->spec();
        d_model_ = spec.d_model;
        reactive_ = true;
        add({Row::watch, -1, watch.dictionary, {watch.dictionary, watch.feature, Mode::shift, 0.0f}, spec.normalization});
        return static_cast<int32_t>(rows_.size()) - 1;
    };
    for (size_t set = 0; set < table.sets.size(); set++) {
        for (size_t i = 0; i < table.sets[set].inputs.size(); i++) {
            if (!here(table.sets[set].inputs[i].dictionary)) continue;
            inputs_.push_back({static_cast<int32_t>(set), static_cast<int32_t>(i)});
            input_rows_.push_back(add_watch(table.sets[set].inputs[i]));
        }
    }
    for (size_t i = 0; i < table.watch.size(); i++) {
        if (!here(table.watch[i].dictionary)) continue;
        watched_.push_back(static_cast<int32_t>(i));
        watch_rows_.push_back(add_watch(table.watch[i]));
    }
    m_ = padded(static_cast<int64_t>(rows_.size()));
}

void LayerProgram::upload_rows(const EditTable & table, const std::vector<std::shared_ptr<const Dictionary>> & dictionaries) {
    std::vector<float> encoder(m_ * d_model_, 0.0f), bias(m_, 0.0f), decoder_t(d_model_ * m_, 0.0f), row(d_model_);
    const auto put_decoder = [&](size_t r, float factor) {
        for (int64_t j = 0; j < d_model_; j++) decoder_t[j * m_ + r] += factor * row[j];
    };
    for (size_t r = 0; r < rows_.size(); r++) {
        const auto & spec = rows_[r];
        if (spec.kind == Row::constant) {
            for (const auto & edit : table.sets[spec.set].edits) {
                const bool constant = edit.mode == Mode::shift || edit.mode == Mode::add;
                const auto & of = dictionaries[edit.dictionary]->spec();
                const bool this_row = gain_of(edit, of) == spec.normalization && edit.conditional == spec.edit.conditional && edit.unless == spec.edit.unless;
                if (!constant || of.layer != layer_ || !this_row) continue;
                dictionaries[edit.dictionary]->decoder_row(edit.feature, row.data());
                put_decoder(r, edit.value);
            }
            continue;
        }
        const auto & dictionary = *dictionaries[spec.dictionary];
        dictionary.encoder_row(spec.edit.feature, encoder.data() + r * d_model_);
        bias[r] = dictionary.encoder_bias()[spec.edit.feature];
        if (spec.kind == Row::watch) continue;
        dictionary.decoder_row(spec.edit.feature, row.data());
        put_decoder(r, 1.0f);
    }
    std::vector<float> plain(m_, 1.0f), rms(m_, 0.0f), layer_norm(m_, 0.0f), epsilon(m_, 0.0f);
    bool normalises = false;
    for (size_t r = 0; r < rows_.size(); r++) {
        if (rows_[r].normalization == Normalization::none) continue;
        normalises = true;
        plain[r] = 0.0f;
        (rows_[r].normalization == Normalization::rms ? rms : layer_norm)[r] = 1.0f;
        if (rows_[r].normalization == Normalization::layer_norm) epsilon[r] = -LAYER_NORM_EPSILON;
    }
    weights_ = std::make_unique<TensorArena>(8);
    const auto mask = [&](const std::vector<float> & values) {
        const bool used = normalises && std::any_of(values.begin(), values.end(), [](float value) { return value != 0.0f; });
        return used ? api().ggml_new_tensor_1d(weights_->context(), GGML_TYPE_F32, m_) : nullptr;
    };
    is_plain_ = mask(plain);
    is_rms_ = mask(rms);
    is_layer_norm_ = mask(layer_norm);
    minus_epsilon_ = mask(epsilon);
    encoder_ = api().ggml_new_tensor_2d(weights_->context(), GGML_TYPE_F32, d_model_, m_);
    bias_ = api().ggml_new_tensor_1d(weights_->context(), GGML_TYPE_F32, m_);
    decoder_t_ = api().ggml_new_tensor_2d(weights_->context(), GGML_TYPE_F32, m_, d_model_);
    weights_->allocate(*device_);
    api().ggml_backend_tensor_set(encoder_, encoder.data(), 0, encoder.size() * sizeof(float));
    api().ggml_backend_tensor_set(bias_, bias.data(), 0, bias.size() * sizeof(float));
    api().ggml_backend_tensor_set(decoder_t_, decoder_t.data(), 0, decoder_t.size() * sizeof(float));
    const std::pair<ggml_tensor *, const std::vector<float> &> masks[] = {{is_plain_, plain}, {is_rms_, rms}, {is_layer_norm_, layer_norm}, {minus_epsilon_, epsilon}};
    for (const auto & [tensor, values] : masks) {
        if (tensor != nullptr) api().ggml_backend_tensor_set(tensor, values.data(), 0, m_ * sizeof(float));
    }
}

/** G before the encoder, [m, n]; null where every gain is 1. */
ggml_tensor * LayerProgram::row_gains(ggml_context * context, ggml_tensor * x) {
    if (is_rms_ == nullptr && is_layer_norm_ == nullptr) return nullptr;
    auto * shape = api().ggml_new_tensor_2d(context, GGML_TYPE_F32, m_, x->ne[1]);
    const auto of = [&](Normalization normalization, ggml_tensor * rows) {
        return api().ggml_mul(context, api().ggml_repeat(context, gains(context, x, normalization), shape), rows);
    };
    auto * all = is_rms_ == nullptr ? nullptr : of(Normalization::rms, is_rms_);
    if (is_layer_norm_ != nullptr) {
        auto * some = of(Normalization::layer_norm, is_layer_norm_);
        all = all == nullptr ? some : api().ggml_add(context, all, some);
    }
    return is_plain_ == nullptr ? all : api().ggml_add(context, all, is_plain_);
}

/** x + step under the caps, and |x| restored as far as asked; lengths are [1, n]. */
ggml_tensor * LayerProgram::edited(ggml_context * context, Chunk & chunk, ggml_tensor * step) {
    const auto length = [&](ggml_tensor * of) { return api().ggml_sqrt(context, api().ggml_sum_rows(context, api().ggml_sqr(context, of))); };
    const int64_t n = chunk.x->ne[1];
    if (caps_used_) {
        chunk.cap = api().ggml_new_tensor_2d(context, GGML_TYPE_F32, 1, n);
        // cap / 0 is infinite, and held to 1 as every step that is short enough
        step = api().ggml_mul(context, step, api().ggml_clamp(context, api().ggml_div(context, chunk.cap, length(step)), 0.0f, 1.0f));
    }
    auto * y = api().ggml_add(context, chunk.x, step);
    if (!restores_used_) return y;
    chunk.restore = api().ggml_new_tensor_2d(context, GGML_TYPE_F32, 1, n);
    chunk.keep = api().ggml_new_tensor_2d(context, GGML_TYPE_F32, 1, n);
    // a residual that was edited to nothing has no direction to be restored in: 0 times a finite number
    auto * ratio = api().ggml_clamp(context, api().ggml_div(context, length(chunk.x), length(y)), 0.0f, NO_CAP);
    return api().ggml_mul(context, y, api().ggml_add(context, chunk.keep, api().ggml_mul(context, chunk.restore, ratio)));
}

LayerProgram::Chunk & LayerProgram::chunk(int64_t n) {
    Chunk & chunk = chunks_[chunk_slot(n)];
    if (chunk.graph != nullptr) return chunk;
    Chunk built;
    built.arena = std::make_unique<TensorArena>(72, 2);
    auto * context = built.arena->context();
    built.graph = built.arena->new_graph();
    built.x = api().ggml_new_tensor_2d(context, GGML_TYPE_F32, d_model_, n);
    built.a = api().ggml_new_tensor_2d(context, GGML_TYPE_F32, m_, n);
    ggml_tensor * coefficients = built.a;
    ggml_tensor * gain = row_gains(context, built.x);
    if (reactive_) {
        built.b = api().ggml_new_tensor_2d(context, GGML_TYPE_F32, m_, n);
        built.t = api().ggml_new_tensor_2d(context, GGML_TYPE_F32, m_, n);
        auto * projected = api().ggml_mul_mat(context, encoder_, built.x);
        auto * h = api().ggml_add(context, gain == nullptr ? projected : api().ggml_div(context, projected, gain), bias_);
        built.f = api().ggml_mul(context, h, api().ggml_step(context, api().ggml_sub(context, h, built.t)));
        coefficients = api().ggml_add(context, built.a, api().ggml_mul(context, built.b, built.f));
        api().ggml_build_forward_expand(built.graph, built.f);
        if (!inputs_.empty()) {
            built.reading = built.arena->new_graph();
            api().ggml_build_forward_expand(built.reading, built.f);
        }
    }
    if (edits_) {
        if (gain != nullptr) {
            auto * after = minus_epsilon_ == nullptr ? gain : api().ggml_add(context, gain, minus_epsilon_);
            coefficients = api().ggml_mul(context, coefficients, after);
        }
        built.y = edited(context, built, api().ggml_mul_mat(context, decoder_t_, coefficients));
        api().ggml_build_forward_expand(built.graph, built.y);
    }
    built.arena->allocate(*device_);
    for (auto * values : {&built.host_a, &built.host_b, &built.host_t, &built.host_f}) values->resize(m_ * n);
    for (auto * values : {&built.host_cap, &built.host_restore, &built.host_keep}) values->resize(n);
    chunk = std::move(built);
    return chunk;
}

void LayerProgram::set_cutoffs(Chunk & c, int64_t n, const std::vector<std::vector<float>> & cutoffs) {
    for (int64_t column = 0; column < n; column++) {
        for (size_t r = 0; r < rows_.size(); r++) c.host_t[column * m_ + r] = row_topk_[r] < 0 ? thresholds_[r] : cutoffs[row_topk_[r]][column];
    }
    api().ggml_backend_tensor_set(c.t, c.host_t.data(), 0, c.host_t.size() * sizeof(float));
}

void LayerProgram::read_inputs(ggml_tensor * x, const std::vector<std::vector<float>> & cutoffs, float * values) {
    const int64_t n = x->ne[1];
    Chunk & c = chunk(n);
    api().ggml_backend_tensor_copy(x, c.x);
    set_cutoffs(c, n, cutoffs);
    device_->compute(c.reading);
    api().ggml_backend_tensor_get(c.f, c.host_f.data(), 0, c.host_f.size() * sizeof(float));
    for (int64_t column = 0; column < n; column++) {
        for (size_t i = 0; i < input_rows_.size(); i++) values[column * input_rows_.size() + i] = c.host_f[column * m_ + input_rows_[i]];
    }
}

void LayerProgram::run(ggml_tensor * x, const ColumnEdits * edits, const std::vector<std::vector<float>> & cutoffs, float * watched) {
    const int64_t n = x->ne[1];
    Chunk & c = chunk(n);
    std::fill(c.host_a.begin(), c.host_a.end(), 0.0f);
    std::fill(c.host_b.begin(), c.host_b.end(), 0.0f);
    for (int64_t column = 0; column < n; column++) {
        const auto & [set, on, weight] = edits[column];
        for (size_t r = 0; r < rows_.size(); r++) {
            const auto & row = rows_[r];
            const size_t at = column * m_ + r;
            if (row.kind == Row::watch || row.set != set || !row.edit.acts(on)) continue;
            c.host_a[at] = weight * (row.kind == Row::constant ? 1.0f : row.kind == Row::pin ? row.edit.value : 0.0f);
            c.host_b[at] = weight * (row.kind == Row::pin ? -1.0f : row.kind == Row::scale ? row.edit.value - 1.0f : 0.0f);
        }
        const bool limits = set >= 0;
        c.host_cap[column] = limits && caps_[set] > 0.0f ? caps_[set] : NO_CAP;
        c.host_restore[column] = limits ? restores_[set] : 0.0f;
        c.host_keep[column] = 1.0f - c.host_restore[column];
    }
    const size_t bytes = c.host_a.size() * sizeof(float), column_bytes = n * sizeof(float);
    api().ggml_backend_tensor_copy(x, c.x);
    api().ggml_backend_tensor_set(c.a, c.host_a.data(), 0, bytes);
    if (reactive_) {
        api().ggml_backend_tensor_set(c.b, c.host_b.data(), 0, bytes);
        set_cutoffs(c, n, cutoffs);
    }
    if (c.cap != nullptr) api().ggml_backend_tensor_set(c.cap, c.host_cap.data(), 0, column_bytes);
    if (c.restore != nullptr) {
        api().ggml_backend_tensor_set(c.restore, c.host_restore.data(), 0, column_bytes);
        api().ggml_backend_tensor_set(c.keep, c.host_keep.data(), 0, column_bytes);
    }
    device_->compute(c.graph);
    if (edits_) api().ggml_backend_tensor_copy(c.y, x);
    if (watched != nullptr && !watch_rows_.empty()) {
        api().ggml_backend_tensor_get(c.f, c.host_f.data(), 0, bytes);
        for (int64_t column = 0; column < n; column++) {
            for (size_t w = 0; w < watch_rows_.size(); w++) watched[column * watch_rows_.size() + w] = c.host_f[column * m_ + watch_rows_[w]];
        }
    }
}

}  // namespace saelor
