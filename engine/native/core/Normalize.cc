#include "Normalize.h"

#include <cmath>

namespace saelor {

ggml_tensor * gains(ggml_context * context, ggml_tensor * x, Normalization normalization) {
    const float d_model = static_cast<float>(x->ne[0]);
    if (normalization == Normalization::rms) {
        return api().ggml_sqrt(context, api().ggml_scale(context, api().ggml_sum_rows(context, api().ggml_sqr(context, x)), 1.0f / d_model));
    }
    auto * mean = api().ggml_scale(context, api().ggml_sum_rows(context, x), 1.0f / d_model);
    auto * squares = api().ggml_sum_rows(context, api().ggml_sqr(context, api().ggml_sub(context, x, mean)));
    return api().ggml_scale_bias(context, api().ggml_sqrt(context, api().ggml_scale(context, squares, 1.0f / (d_model - 1.0f))), 1.0f, LAYER_NORM_EPSILON);
}

TokenScale token_scale(const float * x, int64_t d_model, Normalization normalization) {
    TokenScale scale;
    if (normalization == Normalization::none) return scale;
    double sum = 0.0, squares = 0.0;
    if (normalization == Normalization::layer_norm) {
        for (int64_t j = 0; j < d_model; j++) sum += x[j];
        scale.mean = sum / static_cast<double>(d_model);
    }
    for (int64_t j = 0; j < d_model; j++) squares += (x[j] - scale.mean) * (x[j] - scale.mean);
    const bool rms = normalization == Normalization::rms;
    scale.gain_out = std::sqrt(squares / static_cast<double>(rms ? d_model : d_model - 1));
    scale.gain_in = rms ? scale.gain_out : scale.gain_out + LAYER_NORM_EPSILON;
    return scale;
}

}  // namespace saelor
