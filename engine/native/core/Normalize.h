// How far a token's residual is scaled before a dictionary's encoder; what its decoder gives is scaled back.
#pragma once

#include "Api.h"

namespace saelor {

/**
 * Per-token scaling with gain g: h = W_enc x / g + b_enc, and edits of the residual are multiplied by g.
 * Centring for layer_norm is already folded into the encoder's rows.
 */
enum class Normalization {
    none,        // g = 1
    rms,         // g = |x| / sqrt(d_model)
    layer_norm,  // g = std(x) + 1e-5 before the encoder, std(x) after the decoder; std with d_model - 1
};

/** SAELens adds it to the standard deviation that it divides by, and not to the one that it multiplies with. */
constexpr float LAYER_NORM_EPSILON = 1e-5f;

/** Graph nodes for the gains before the encoder. @param x [d_model, n] @returns [1, n] @pre normalization is not none */
ggml_tensor * gains(ggml_context * context, ggml_tensor * x, Normalization normalization);

/** Of one token on the host; in double, as a residual with sink dimensions cancels badly. */
struct TokenScale {
    double gain_in = 1.0;
    double gain_out = 1.0;
    /** taken off before the encoder and put back after the decoder: layer_norm's mean, else 0 */
    double mean = 0.0;
};
TokenScale token_scale(const float * x, int64_t d_model, Normalization normalization);

}  // namespace saelor
