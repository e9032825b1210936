#include "Reconstruction.h"

#include <algorithm>
#include <limits>

namespace saelor {

void active_features(const Dictionary & dictionary, const float * h, std::vector<FeatureValue> & out, std::vector<float> & scratch) {
    const auto & spec = dictionary.spec();
    if (spec.rule == Rule::topk) {
        const float cutoff = topk_cutoff(h, spec.n_features, spec.k, spec.topk_signed, scratch);
        for (int64_t i = 0; i < spec.n_features; i++) {
            if (h[i] > cutoff) out.push_back({static_cast<int32_t>(i), h[i]});
        }
        return;
    }
    for (int64_t i = 0; i < spec.n_features; i++) {
        if (h[i] > dictionary.threshold(i)) out.push_back({static_cast<int32_t>(i), h[i]});
    }
}

void reconstruct(const Dictionary & dictionary, const FeatureValue * features, size_t n, const float * x, float * xhat, std::vector<float> & row) {
    const auto & spec = dictionary.spec();
    row.resize(spec.d_model);
    std::copy(dictionary.decoder_bias(), dictionary.decoder_bias() + spec.d_model, xhat);
    for (size_t i = 0; i < n; i++) {
        dictionary.decoder_row(features[i].feature, row.data());
        for (int64_t j = 0; j < spec.d_model; j++) xhat[j] += features[i].value * row[j];
    }
    if (spec.normalization == Normalization::none) return;
    const auto scale = token_scale(x, spec.d_model, spec.normalization);
    for (int64_t j = 0; j < spec.d_model; j++) xhat[j] = static_cast<float>(xhat[j] * scale.gain_out + scale.mean);
}

}  // namespace saelor
