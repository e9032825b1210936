#include "Tap.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <stdexcept>

namespace saelor {

namespace {

/** Children come after their node, so that no tree goes round in circles. */
void check_tree(const Conditional & conditional, size_t n_inputs) {
    if (conditional.nodes.empty()) throw std::runtime_error("a conditional without a condition");
    for (size_t i = 0; i < conditional.nodes.size(); i++) {
        const auto & node = conditional.nodes[i];
        for (const int32_t child : node.children) {
            if (child <= static_cast<int32_t>(i) || child >= static_cast<int32_t>(conditional.nodes.size())) throw std::runtime_error("a condition has no child " + std::to_string(child));
        }
        for (const auto * operand : {&node.left, &node.right}) {
            if (operand->inputs.size() != operand->weights.size() || (operand->combine != Operand::constant) == operand->inputs.empty()) throw std::runtime_error("an operand's inputs and weights do not fit together");
            for (const int32_t input : operand->inputs) {
                if (input < 0 || input >= static_cast<int32_t>(n_inputs)) throw std::runtime_error("a condition has no input " + std::to_string(input));
            }
        }
    }
}

}  // namespace

Tap::Tap(std::vector<std::shared_ptr<const Dictionary>> dictionaries) : dictionaries_(std::move(dictionaries)), encoders_(dictionaries_.size()) {}

// --- what is asked -------------------------------------------------------------------------------------------------------------

void Tap::set_table(EditTable table, size_t max_columns) {
    const auto check = [&](int32_t dictionary, int32_t feature) {
        if (dictionary < 0 || dictionary >= static_cast<int32_t>(dictionaries_.size())) throw std::runtime_error("no dictionary " + std::to_string(dictionary));
        const int64_t n = dictionaries_[dictionary]->spec().n_features;
        if (feature < 0 || feature >= n) throw std::runtime_error("feature " + std::to_string(feature) + " of " + std::to_string(n));
    };
    for (const auto & set : table.sets) {
        for (const auto & edit : set.edits) {
            check(edit.dictionary, edit.feature);
            if (edit.conditional >= static_cast<int32_t>(set.conditionals.size())) throw std::runtime_error("no conditional " + std::to_string(edit.conditional));
        }
        for (const auto & input : set.inputs) check(input.dictionary, input.feature);
        for (const auto & conditional : set.conditionals) check_tree(conditional, set.inputs.size());
        if (set.conditionals.size() > MAX_CONDITIONALS) throw std::runtime_error("more than " + std::to_string(MAX_CONDITIONALS) + " conditionals");
        if (set.replacement.kind == Replacement::none) continue;
        check(set.replacement.dictionary, 0);
        if (!set.edits.empty()) throw std::runtime_error("a set that replaces the residual can't edit it too");
    }
    for (const auto & watch : table.watch) check(watch.dictionary, watch.feature);
    table.top_k.resize(dictionaries_.size(), 0);
    table.whole.resize(dictionaries_.size(), Whole::none);

    std::map<int32_t, Layer> layers;
    const auto layer_at = [&](int32_t index) -> Layer & {
        Layer & layer = layers[index];
        layer.index = index;
        return layer;
    };
    for (const auto & set : table.sets) {
        for (const auto & edit : set.edits) layer_at(dictionaries_[edit.dictionary]->spec().layer);
        if (set.replacement.kind != Replacement::none) layer_at(dictionaries_[set.replacement.dictionary]->spec().layer).replaces = true;
        for (const auto & input : set.inputs) layer_at(dictionaries_[input.dictionary]->spec().layer);
    }
    for (const auto & watch : table.watch) layer_at(dictionaries_[watch.dictionary]->spec().layer);
    for (size_t d = 0; d < dictionaries_.size(); d++) {
        if (table.top_k[d] > 0 || table.whole[d] != Whole::none) layer_at(dictionaries_[d]->spec().layer).read_dictionaries.push_back(static_cast<int32_t>(d));
    }
    if (table.residual_layer >= 0) layer_at(table.residual_layer).wants_residual = true;

    for (auto & [index, layer] : layers) {
        layer.edits.resize(table.sets.size());
        layer.reads_inputs.resize(table.sets.size());
        layer.decides.resize(table.sets.size());
    }
    for (size_t s = 0; s < table.sets.size(); s++) {
        const auto & set = table.sets[s];
        for (const auto & edit : set.edits) layer_at(dictionaries_[edit.dictionary]->spec().layer).edits[s] = true;
        if (set.replacement.kind != Replacement::none) layer_at(dictionaries_[set.replacement.dictionary]->spec().layer).edits[s] = true;
        for (const auto & input : set.inputs) layer_at(dictionaries_[input.dictionary]->spec().layer).reads_inputs[s] = true;
        for (size_t c = 0; c < set.conditionals.size(); c++) {
            int32_t last = -1;
            for (const auto & node : set.conditionals[c].nodes) {
                for (const auto * operand : {&node.left, &node.right}) {
                    for (const int32_t input : operand->inputs) last = std::max(last, dictionaries_[set.inputs[input].dictionary]->spec().layer);
                }
            }
            if (last < 0) throw std::runtime_error("a conditional reads no feature");
            layer_at(last).decides[s] |= 1u << c;
        }
    }

    std::vector<Layer> fresh;
    for (auto & entry : layers) {
        for (const auto & old : layers_) {
            if (old.index == entry.first) entry.second.device = old.device;
        }
        if (entry.second.device) {
            entry.second.program = std::make_unique<LayerProgram>(entry.first, table, dictionaries_, entry.second.device);
        }
        fresh.push_back(std::move(entry.second));
    }
    layers_ = std::move(fresh);
    table_ = std::move(table);

    columns_.reserve(max_columns);
    record_of_column_.reserve(max_columns);
    output_columns_.reserve(max_columns);
    readout_.columns.reserve(max_columns);
    readout_.watch.reserve(max_columns * table_.watch.size());
    readout_.top.resize(dictionaries_.size());
    readout_.whole.assign(dictionaries_.size(), {});
    whole_rows_.assign(dictionaries_.size(), {});
    for (size_t d = 0; d < dictionaries_.size(); d++) readout_.top[d].reserve(max_columns * table_.top_k[d]);
    readout_.conditionals.stride = 0;
    for (const auto & set : table_.sets) {
        if (!set.conditionals.empty()) readout_.conditionals.stride = std::max(readout_.conditionals.stride, set.inputs.size());
    }
    chunk_edits_.resize(MAX_CHUNK);
    chunk_watch_.resize(MAX_CHUNK * std::max<size_t>(1, table_.watch.size()));
}

// --- one batch -----------------------------------------------------------------------------------------------------------------

void Tap::begin_batch(const std::vector<Column> & columns, bool stop_after_tap) {
    columns_ = columns;
    error_.clear();
    readout_.columns.clear();
    readout_.residual.clear();
    record_of_column_.assign(columns_.size(), -1);
    output_columns_.clear();
    auto & conditionals = readout_.conditionals;
    const size_t n_decided = conditionals.stride == 0 ? 0 : columns_.size();
    conditionals.holds.assign(n_decided, 0);
    conditionals.on.assign(n_decided, 0);
    conditionals.inputs.assign(n_decided * conditionals.stride, 0.0f);
    for (size_t i = 0; i < columns_.size(); i++) {
        const auto state = static_cast<size_t>(columns_[i].state);
        if (state >= states_.size()) states_.resize(state + 1, 0);
        if (columns_[i].output) output_columns_.push_back(static_cast<int32_t>(i));
        if (columns_[i].set >= static_cast<int32_t>(table_.sets.size())) throw std::runtime_error("no edit set " + std::to_string(columns_[i].set));
        if (!columns_[i].read) continue;
        record_of_column_[i] = static_cast<int32_t>(readout_.columns.size());
        readout_.columns.push_back(static_cast<int32_t>(i));
    }
    const size_t records = readout_.columns.size();
    readout_.watch.assign(records * table_.watch.size(), 0.0f);
    readout_.moved.assign(table_.moved ? records : 0, 0.0f);
    for (size_t d = 0; d < dictionaries_.size(); d++) {
        readout_.top[d].assign(records * table_.top_k[d], {-1, 0.0f});
        if (table_.whole[d] == Whole::none) continue;
        readout_.whole[d].norms.assign(records, 0.0f);
        readout_.whole[d].errors.assign(records, 0.0f);
        whole_rows_[d].resize(records);
        for (auto & row : whole_rows_[d]) row.clear();
    }

    busy_ = false;
    last_layer_ = -1;
    stop_after_tap_ = stop_after_tap;
    for (auto & layer : layers_) {
        layer.cursor = 0;
        const auto here = [&](int32_t dictionary) { return dictionaries_[dictionary]->spec().layer == layer.index; };
        bool wanted = false;
        if (records > 0) {
            wanted = !layer.read_dictionaries.empty() || layer.wants_residual;
            for (const auto & watch : table_.watch) wanted = wanted || here(watch.dictionary);
        }
        for (const auto & column : columns_) {
            if (wanted) break;
            wanted = wants(layer, column);
        }
        layer.active = wanted;
        if (wanted) {
            busy_ = true;
            last_layer_ = std::max(last_layer_, layer.index);
        }
    }
}

/** Whether the column's set has anything to do at a layer. */
bool Tap::wants(const Layer & layer, const Column & column) const {
    if (column.set < 0) return false;
    return (column.edit && layer.edits[column.set]) || layer.reads_inputs[column.set] || layer.decides[column.set] != 0;
}

const Readout & Tap::end_batch() {
    const bool was_busy = busy_;
    busy_ = false;
    if (!error_.empty()) throw std::runtime_error(error_);
    if (was_busy) {
        for (const auto & layer : layers_) {
            if (!layer.active) continue;
            const auto seen = layer.cursor, all = static_cast<int64_t>(columns_.size()), outputs = static_cast<int64_t>(output_columns_.size());
            if (seen != all && seen != outputs) {
                throw std::runtime_error("l_out-" + std::to_string(layer.index) + " showed " + std::to_string(seen) + " of " + std::to_string(all) + " tokens");
            }
        }
    }
    finish_whole();
    return readout_;
}

/** Columns may come in any number of pieces; their rows are put one after the other here. */
void Tap::finish_whole() {
    for (size_t d = 0; d < dictionaries_.size(); d++) {
        if (table_.whole[d] == Whole::none) continue;
        auto & reading = readout_.whole[d];
        reading.offsets.assign(1, 0);
        reading.features.clear();
        for (const auto & row : whole_rows_[d]) {
            reading.features.insert(reading.features.end(), row.begin(), row.end());
            reading.offsets.push_back(static_cast<int32_t>(reading.features.size()));
        }
    }
}

Tap::Layer * Tap::find_layer(const ggml_tensor * tensor) {
    if (strncmp(tensor->name, "l_out-", 6) != 0) return nullptr;
    char * end = nullptr;
    const long index = strtol(tensor->name + 6, &end, 10);
    if (end == tensor->name + 6 || *end != '\0') return nullptr;  // "l_out-3 (view)" and the like are not the residual itself
    for (auto & layer : layers_) {
        if (layer.active && layer.index == index) return &layer;
    }
    return nullptr;
}

bool Tap::on_tensor(ggml_tensor * tensor, bool ask) {
    if (!busy_) return !ask;
    Layer * layer = find_layer(tensor);
    if (ask) return layer != nullptr;
    if (layer == nullptr || !error_.empty()) return true;
    try {
        process(*layer, tensor);
    } catch (const std::exception & error) {
        error_ = error.what();
    }
    return !(stop_after_tap_ && layer->index == last_layer_ && layer->cursor >= static_cast<int64_t>(columns_.size()));
}

void Tap::bind(Layer & layer, const ggml_tensor * tensor) {
    auto * id = Device::holding(tensor);
    if (!layer.device || layer.device->id() != id) {
        auto & device = devices_[id];
        if (!device) device = std::make_shared<Device>(id, pool_);
        layer.device = device;
        layer.program.reset();
    }
    if (!layer.program) layer.program = std::make_unique<LayerProgram>(layer.index, table_, dictionaries_, layer.device);
}

Encoder & Tap::encoder(int32_t dictionary, const Layer & layer) {
    auto & encoder = encoders_[dictionary];
    if (!encoder) encoder = std::make_unique<Encoder>(dictionaries_[dictionary], layer.device);
    return *encoder;
}

void Tap::process(Layer & layer, ggml_tensor * tensor) {
    if (tensor->type != GGML_TYPE_F32 || !api().ggml_is_contiguous(tensor)) throw std::runtime_error("the residual is not contiguous F32");
    for (const auto & dictionary : dictionaries_) {
        if (dictionary->spec().layer == layer.index && dictionary->spec().d_model != tensor->ne[0]) throw std::runtime_error("the residual is not d_model wide");
    }
    bind(layer, tensor);
    const int64_t n = tensor->ne[1];
    // The last layer keeps only the tokens whose logits were requested.
    const int64_t all = static_cast<int64_t>(columns_.size());
    const bool outputs_only = n != all && layer.cursor == 0 && n == static_cast<int64_t>(output_columns_.size());
    if (!outputs_only && layer.cursor + n > all) throw std::runtime_error("more tokens than announced");

    int32_t columns[MAX_CHUNK];
    const auto column_at = [&](int64_t i) { return outputs_only ? output_columns_[i] : static_cast<int32_t>(layer.cursor + i); };
    const auto wanted = [&](int64_t i) {
        const auto & column = columns_[column_at(i)];
        return column.read || wants(layer, column);
    };
    for (int64_t i = 0; i < n;) {
        if (!wanted(i)) {
            i++;
            continue;
        }
        // a few columns that nobody reads cost less than another graph
        int64_t run = 1;
        for (int64_t gap = 0; i + run + gap < n && run + gap < MAX_CHUNK && gap <= MAX_GAP;) {
            if (wanted(i + run + gap)) {
                run += gap + 1;
                gap = 0;
            } else {
                gap++;
            }
        }
        const int64_t size = chunk_size(run);
        for (int64_t j = 0; j < size; j++) columns[j] = column_at(i + j);
        ggml_tensor x = columns_of(tensor, i, size);
        process_chunk(layer, x, columns, size);
        i += size;
    }
    layer.cursor += n;
}

size_t Tap::device_bytes() const {
    size_t bytes = 0;
    for (const auto & encoder : encoders_) bytes += encoder ? encoder->device_bytes() : 0;
    return bytes;
}

}  // namespace saelor
