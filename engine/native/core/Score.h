// Teacher-forced log-probabilities of given texts under given edits, batched over sequences.
#pragma once

#include <atomic>
#include <cstdint>
#include <vector>

#include "Tap.h"

namespace saelor {

struct ScoreRequest {
    std::vector<std::vector<llama_token>> texts;
    std::vector<std::vector<Column>> columns;  // one per token of each text; `output` is set here
    bool last_logprobs = false;
};

struct ScoreResult {
    std::vector<std::vector<float>> token_logprobs;  // per text: log p(token[i + 1] | token[0..i]), one fewer than tokens
    std::vector<std::vector<float>> last_logprobs;   // per text: [n_vocab] after the last token, when asked
};

/**
 * Clears the context's memory, then evaluates as many texts side by side as it has sequences and room for.
 * @param cancelled looked at between batches
 * @param done counts evaluated tokens, for progress
 * @throws std::runtime_error when a text does not fit, an evaluation fails, or on cancellation ("cancelled")
 */
ScoreResult score(llama_context * context, Tap & tap, const ScoreRequest & request, const std::atomic<bool> & cancelled, std::atomic<int64_t> & done);

}  // namespace saelor
