// One piece of a batch at one layer: reads it, decides its conditionals, replaces and edits.
#include <algorithm>
#include <cmath>

#include "Tap.h"

namespace saelor {

void Tap::process_chunk(Layer & layer, ggml_tensor & x, const int32_t * columns, int64_t n) {
    bool reads = false, edits = false, looks = false;
    for (int64_t j = 0; j < n; j++) {
        const auto & column = columns_[columns[j]];
        reads = reads || column.read;
        edits = edits || (column.edit && column.set >= 0 && layer.edits[column.set]);
        looks = looks || (column.set >= 0 && (layer.reads_inputs[column.set] || layer.decides[column.set] != 0));
    }
    if (reads && layer.wants_residual) {
        const int64_t d_model = x.ne[0];
        readout_.residual.resize(readout_.columns.size() * d_model);
        for (int64_t j = 0; j < n; j++) {
            const int32_t record = record_of_column_[columns[j]];
            if (record >= 0) api().ggml_backend_tensor_get(&x, readout_.residual.data() + record * d_model, j * x.nb[1], d_model * sizeof(float));
        }
    }
    const bool inputs = looks && !layer.program->inputs().empty();
    const bool rows = !layer.program->empty() && ((edits && layer.program->edits()) || (reads && layer.program->n_watched() > 0));
    const auto & topk = layer.program->topk_dictionaries();
    if (rows || inputs) cutoffs_.resize(topk.size());
    for (size_t d = 0; d < dictionaries_.size(); d++) {
        const int32_t k = table_.top_k[d];
        const auto cutoff = rows || inputs ? std::find(topk.begin(), topk.end(), static_cast<int32_t>(d)) : topk.end();
        const bool here = dictionaries_[d]->spec().layer == layer.index;
        const bool read_here = reads && k > 0 && here;
        const bool whole_here = reads && table_.whole[d] != Whole::none && here;
        const bool replaced_here = edits && layer.replaces && here && replaces(columns, n, static_cast<int32_t>(d), Replacement::reconstruction);
        if (!read_here && !whole_here && !replaced_here && cutoff == topk.end()) continue;
        const auto & spec = dictionaries_[d]->spec();
        const float * h = encoder(static_cast<int32_t>(d), layer).pre_activations(&x);
        if (whole_here) read_whole(static_cast<int32_t>(d), x, columns, n, h);
        for (int64_t j = 0; j < n; j++) {
            const int32_t record = record_of_column_[columns[j]];
            if (read_here && record >= 0) top_features(*dictionaries_[d], h + j * spec.n_features, k, readout_.top[d].data() + static_cast<size_t>(record) * k);
            if (cutoff == topk.end()) continue;
            auto & column_cutoffs = cutoffs_[cutoff - topk.begin()];
            column_cutoffs.resize(MAX_CHUNK);
            column_cutoffs[j] = topk_cutoff(h + j * spec.n_features, spec.n_features, spec.k, spec.topk_signed, scratch_);
        }
        if (replaced_here) replace(static_cast<int32_t>(d), x, columns, n, h);
    }
    if (edits && layer.replaces) {
        for (size_t d = 0; d < dictionaries_.size(); d++) {
            if (dictionaries_[d]->spec().layer == layer.index && replaces(columns, n, static_cast<int32_t>(d), Replacement::zero)) replace(static_cast<int32_t>(d), x, columns, n, nullptr);
        }
    }
    if (looks) decide(layer, x, columns, n);
    if (!rows) return;
    for (int64_t j = 0; j < n; j++) {
        const auto & column = columns_[columns[j]];
        const uint32_t on = readout_.conditionals.on.empty() ? 0 : readout_.conditionals.on[columns[j]];
        chunk_edits_[j] = {column.edit ? column.set : -1, on, column.weight};
    }
    const bool moves = edits && reads && table_.moved;
    if (moves) {
        before_.resize(n * x.ne[0]);
        api().ggml_backend_tensor_get(&x, before_.data(), 0, before_.size() * sizeof(float));
    }
    const auto & watched = layer.program->watched();
    layer.program->run(&x, chunk_edits_.data(), cutoffs_, watched.empty() ? nullptr : chunk_watch_.data());
    if (moves) measure_moved(x, columns, n);
    for (int64_t j = 0; j < n; j++) {
        const int32_t record = record_of_column_[columns[j]];
        if (record < 0) continue;
        for (size_t w = 0; w < watched.size(); w++) readout_.watch[record * table_.watch.size() + watched[w]] = chunk_watch_[j * watched.size() + w];
    }
}

/** Reads the inputs that this layer holds, and settles the conditionals whose last input it was, from token to token. */
void Tap::decide(Layer & layer, ggml_tensor & x, const int32_t * columns, int64_t n) {
    auto & reading = readout_.conditionals;
    const auto & inputs = layer.program->inputs();
    if (!inputs.empty()) {
        chunk_inputs_.resize(n * inputs.size());
        layer.program->read_inputs(&x, cutoffs_, chunk_inputs_.data());
    }
    for (int64_t j = 0; j < n; j++) {
        const auto & column = columns_[columns[j]];
        if (column.set < 0) continue;
        float * values = reading.inputs.data() + columns[j] * reading.stride;
        for (size_t i = 0; i < inputs.size(); i++) {
            if (inputs[i].set == column.set) values[inputs[i].input] = chunk_inputs_[j * inputs.size() + i];
        }
        const auto & conditionals = table_.sets[column.set].conditionals;
        uint32_t & state = states_[column.state];
        for (size_t c = 0; c < conditionals.size(); c++) {
            const uint32_t bit = 1u << c;
            if ((layer.decides[column.set] & bit) == 0) continue;
            if (column.fresh) state = (state & ~bit) | (column.on & bit);
            const bool holds = column.look && conditionals[c].looks_at(column.answer) && conditionals[c].holds(values);
            if (holds) reading.holds[columns[j]] |= bit;
            if (holds && conditionals[c].sticky) state |= bit;
            if (conditionals[c].sticky ? (state & bit) != 0 : holds) reading.on[columns[j]] |= bit;
        }
    }
}

void Tap::measure_moved(const ggml_tensor & x, const int32_t * columns, int64_t n) {
    const int64_t d_model = x.ne[0];
    host_x_.resize(d_model);
    for (int64_t j = 0; j < n; j++) {
        const int32_t record = record_of_column_[columns[j]];
        if (record < 0 || !columns_[columns[j]].edit) continue;
        api().ggml_backend_tensor_get(&x, host_x_.data(), j * x.nb[1], d_model * sizeof(float));
        double change = 0.0, square = 0.0;
        for (int64_t i = 0; i < d_model; i++) {
            const double before = before_[j * d_model + i], difference = host_x_[i] - before;
            change += difference * difference;
            square += before * before;
        }
        if (square > 0.0) readout_.moved[record] += static_cast<float>(std::sqrt(change / square));
    }
}

bool Tap::replaces(const int32_t * columns, int64_t n, int32_t dictionary, Replacement::Kind kind) const {
    for (int64_t j = 0; j < n; j++) {
        const int32_t set = columns_[columns[j]].set;
        if (set < 0 || !columns_[columns[j]].edit) continue;
        const auto & replacement = table_.sets[set].replacement;
        if (replacement.kind == kind && replacement.dictionary == dictionary) return true;
    }
    return false;
}

void Tap::read_whole(int32_t dictionary, const ggml_tensor & x, const int32_t * columns, int64_t n, const float * h) {
    const auto & spec = dictionaries_[dictionary]->spec();
    host_x_.resize(spec.d_model);
    host_xhat_.resize(spec.d_model);
    for (int64_t j = 0; j < n; j++) {
        const int32_t record = record_of_column_[columns[j]];
        if (record < 0) continue;
        auto & row = whole_rows_[dictionary][record];
        active_features(*dictionaries_[dictionary], h + j * spec.n_features, row, scratch_);
        api().ggml_backend_tensor_get(&x, host_x_.data(), j * x.nb[1], spec.d_model * sizeof(float));
        double square = 0.0, error = 0.0;
        for (const float value : host_x_) square += static_cast<double>(value) * value;
        readout_.whole[dictionary].norms[record] = static_cast<float>(std::sqrt(square));
        if (table_.whole[dictionary] != Whole::errors) continue;
        reconstruct(*dictionaries_[dictionary], row.data(), row.size(), host_x_.data(), host_xhat_.data(), host_row_);
        for (int64_t i = 0; i < spec.d_model; i++) {
            const double difference = static_cast<double>(host_x_[i]) - host_xhat_[i];
            error += difference * difference;
        }
        readout_.whole[dictionary].errors[record] = static_cast<float>(error);
    }
}

/** @param h pre-activations of the same columns; null for the replacement by zero */
void Tap::replace(int32_t dictionary, ggml_tensor & x, const int32_t * columns, int64_t n, const float * h) {
    const auto & spec = dictionaries_[dictionary]->spec();
    const auto kind = h == nullptr ? Replacement::zero : Replacement::reconstruction;
    host_x_.resize(spec.d_model);
    for (int64_t j = 0; j < n; j++) {
        const int32_t set = columns_[columns[j]].set;
        if (set < 0 || !columns_[columns[j]].edit || table_.sets[set].replacement.kind != kind || table_.sets[set].replacement.dictionary != dictionary) continue;
        host_xhat_.assign(spec.d_model, 0.0f);
        if (h != nullptr) {
            active_.clear();
            active_features(*dictionaries_[dictionary], h + j * spec.n_features, active_, scratch_);
            api().ggml_backend_tensor_get(&x, host_x_.data(), j * x.nb[1], spec.d_model * sizeof(float));
            reconstruct(*dictionaries_[dictionary], active_.data(), active_.size(), host_x_.data(), host_xhat_.data(), host_row_);
        }
        api().ggml_backend_tensor_set(&x, host_xhat_.data(), j * x.nb[1], spec.d_model * sizeof(float));
    }
}

}  // namespace saelor
