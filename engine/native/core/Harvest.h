// Every feature that fires on every token of many texts, batched over texts, the evaluation ended after the tap.
#pragma once

#include <atomic>
#include <vector>

#include "Tap.h"

namespace saelor {

struct HarvestRequest {
    std::vector<std::vector<llama_token>> texts;
    /** a special token's activations are left out: [text][position], 0 or 1 */
    std::vector<std::vector<uint8_t>> skip;
    int32_t dictionary = 0;
};

/** One row a token, texts one after the other; rows of skipped tokens are empty, with norm 0. */
struct HarvestResult {
    std::vector<int32_t> offsets;        // [tokens + 1] into `features`
    std::vector<FeatureValue> features;  // ascending by index within a token
    std::vector<float> norms;            // [tokens] |x|
};

/** @pre the tap's table reads the whole of the dictionary. The context's memory is cleared. @throws std::runtime_error "cancelled", or with what went wrong */
HarvestResult harvest(llama_context * context, Tap & tap, const HarvestRequest & request, const std::atomic<bool> & cancelled, std::atomic<int64_t> & done);

}  // namespace saelor
