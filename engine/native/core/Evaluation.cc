#include "Evaluation.h"

#include "Reconstruction.h"

namespace saelor {

Evaluation evaluate(std::shared_ptr<const Dictionary> dictionary, const float * x, int64_t n) {
    const auto & spec = dictionary->spec();
    auto device = std::make_shared<const Device>(Device::cpu(), nullptr);
    Encoder encoder(dictionary, device);
    Evaluation out;
    out.offsets.push_back(0);
    out.reconstruction.resize(n * spec.d_model);
    std::vector<float> scratch, row;
    for (int64_t i = 0; i < n;) {
        const int64_t size = chunk_size(n - i);
        TensorArena arena(2);
        auto * columns = api().ggml_new_tensor_2d(arena.context(), GGML_TYPE_F32, spec.d_model, size);
        arena.allocate(*device);
        api().ggml_backend_tensor_set(columns, x + i * spec.d_model, 0, size * spec.d_model * sizeof(float));
        const float * h = encoder.pre_activations(columns);
        for (int64_t j = 0; j < size; j++, i++) {
            const size_t before = out.features.size();
            active_features(*dictionary, h + j * spec.n_features, out.features, scratch);
            out.offsets.push_back(static_cast<int32_t>(out.features.size()));
            reconstruct(*dictionary, out.features.data() + before, out.features.size() - before, x + i * spec.d_model, out.reconstruction.data() + i * spec.d_model, row);
        }
    }
    return out;
}

}  // namespace saelor
