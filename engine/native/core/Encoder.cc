#include "Encoder.h"

#include <algorithm>
#include <functional>
#include <limits>

namespace saelor {

Encoder::Encoder(std::shared_ptr<const Dictionary> dictionary, std::shared_ptr<const Device> device)
    : dictionary_(std::move(dictionary)), device_(std::move(device)), weights_(std::make_unique<TensorArena>(4)) {
    const auto & spec = dictionary_->spec();
    weight_ = api().ggml_new_tensor_2d(weights_->context(), spec.encoder_type, spec.d_model, spec.n_features);
    bias_ = api().ggml_new_tensor_1d(weights_->context(), GGML_TYPE_F32, spec.n_features);
    if (device_->is_cpu()) weights_->adopt(weight_, dictionary_->encoder());
    weights_->allocate(*device_);
    if (!device_->is_cpu()) api().ggml_backend_tensor_set(weight_, dictionary_->encoder(), 0, dictionary_->encoder_bytes());
    api().ggml_backend_tensor_set(bias_, dictionary_->encoder_bias(), 0, spec.n_features * sizeof(float));
}

Encoder::Chunk & Encoder::chunk(int64_t n) {
    Chunk & chunk = chunks_[chunk_slot(n)];
    if (chunk.graph != nullptr) return chunk;
    const auto & spec = dictionary_->spec();
    Chunk built;
    built.arena = std::make_unique<TensorArena>(20);
    auto * context = built.arena->context();
    built.x = api().ggml_new_tensor_2d(context, GGML_TYPE_F32, spec.d_model, n);
    auto * x = spec.normalization == Normalization::none ? built.x : api().ggml_div(context, built.x, gains(context, built.x, spec.normalization));
    built.h = api().ggml_add_inplace(context, api().ggml_mul_mat(context, weight_, x), bias_);
    built.graph = built.arena->new_graph();
    api().ggml_build_forward_expand(built.graph, built.h);
    built.arena->allocate(*device_);
    chunk = std::move(built);
    if (!api().ggml_backend_buffer_is_host(chunk.x->buffer)) host_.resize(std::max<size_t>(host_.size(), spec.n_features * n));
    return chunk;
}

const float * Encoder::pre_activations(const ggml_tensor * x) {
    Chunk & c = chunk(x->ne[1]);
    api().ggml_backend_tensor_copy(const_cast<ggml_tensor *>(x), c.x);
    device_->compute(c.graph);
    if (api().ggml_backend_buffer_is_host(c.x->buffer)) return static_cast<const float *>(c.h->data);
    api().ggml_backend_tensor_get(c.h, host_.data(), 0, api().ggml_nbytes(c.h));
    return host_.data();
}

size_t Encoder::device_bytes() const {
    const auto & spec = dictionary_->spec();
    size_t bytes = device_->is_cpu() ? 0 : dictionary_->encoder_bytes();
    bytes += spec.n_features * sizeof(float);
    for (const auto & chunk : chunks_) {
        if (chunk.graph != nullptr) bytes += api().ggml_nbytes(chunk.x) + api().ggml_nbytes(chunk.h);
    }
    return bytes;
}

int32_t top_features(const Dictionary & dictionary, const float * h, int32_t k, FeatureValue * out) {
    const auto & spec = dictionary.spec();
    const int32_t limit = spec.rule == Rule::topk ? std::min(k, spec.k) : k;
    const auto stronger = [](const FeatureValue & a, const FeatureValue & b) { return a.value > b.value; };
    int32_t count = 0;
    const float floor = spec.topk_signed ? -std::numeric_limits<float>::infinity() : 0.0f;
    float weakest = floor;  // once `limit` are held, only stronger ones enter
    for (int64_t i = 0; i < spec.n_features; i++) {
        const float value = h[i];
        if (!(value > weakest) || (!spec.topk_signed && !(value > dictionary.threshold(i)))) continue;
        if (count < limit) {
            out[count++] = {static_cast<int32_t>(i), value};
            std::push_heap(out, out + count, stronger);
        } else if (limit > 0) {
            std::pop_heap(out, out + count, stronger);
            out[count - 1] = {static_cast<int32_t>(i), value};
            std::push_heap(out, out + count, stronger);
        }
        if (count == limit && limit > 0) weakest = std::max(floor, out[0].value);
    }
    std::sort(out, out + count, [](const FeatureValue & a, const FeatureValue & b) { return a.value != b.value ? a.value > b.value : a.feature < b.feature; });
    return count;
}

float topk_cutoff(const float * h, int64_t n_features, int32_t k, bool is_signed, std::vector<float> & scratch) {
    if (k >= n_features) return is_signed ? -std::numeric_limits<float>::infinity() : 0.0f;
    scratch.assign(h, h + n_features);
    std::nth_element(scratch.begin(), scratch.begin() + k, scratch.end(), std::greater<float>());
    return is_signed ? scratch[k] : std::max(0.0f, scratch[k]);  // the (k+1)-th largest: the k above it fire
}

}  // namespace saelor
