#include "TokenBatch.h"

#include <algorithm>
#include <cmath>

namespace saelor {

double log_normaliser(const float * logits, int32_t n_vocab) {
    float highest = logits[0];
    for (int32_t i = 1; i < n_vocab; i++) highest = std::max(highest, logits[i]);
    double sum = 0.0;
    for (int32_t i = 0; i < n_vocab; i++) sum += std::exp(static_cast<double>(logits[i] - highest));
    return highest + std::log(sum);
}

}  // namespace saelor
