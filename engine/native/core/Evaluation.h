// A dictionary on residuals that come from anywhere, without a model: to check conversions, and for analysis of stored activations.
#pragma once

#include <memory>
#include <vector>

#include "Encoder.h"

namespace saelor {

struct Evaluation {
    std::vector<int32_t> offsets;        // [n + 1] into `features`
    std::vector<FeatureValue> features;  // every one that fires, ascending by index within a token
    std::vector<float> reconstruction;   // [n][d_model]
};

/** Runs on the CPU, on the calling thread. @param x [n][d_model] */
Evaluation evaluate(std::shared_ptr<const Dictionary> dictionary, const float * x, int64_t n);

}  // namespace saelor
