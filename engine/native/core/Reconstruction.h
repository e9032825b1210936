// What a dictionary makes of one token, on the host: every feature that fires, and the residual that they add up to. A token fires a hundred
// features of tens of thousands, so the decoder can stay in its memory map and only their rows are read.
#pragma once

#include <vector>

#include "Encoder.h"

namespace saelor {

/**
 * Every feature that fires under the dictionary's rule, ascending by index.
 * @param h [n_features] pre-activations
 * @param out appended to
 * @param scratch reused between calls
 */
void active_features(const Dictionary & dictionary, const float * h, std::vector<FeatureValue> & out, std::vector<float> & scratch);

/**
 * xhat = (W_dec f + b_dec) x gain + mean.
 * @param features the features that fire, n of them
 * @param x [d_model] the token's residual, which normalised dictionaries take their scale from
 * @param xhat [d_model]
 * @param row scratch, resized to d_model
 */
void reconstruct(const Dictionary & dictionary, const FeatureValue * features, size_t n, const float * x, float * xhat, std::vector<float> & row);

}  // namespace saelor
