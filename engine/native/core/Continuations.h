// One beginning, evaluated once, and many answers to it that are written side by side, each under edits and a seed of its own.
#pragma once

#include <atomic>
#include <vector>

#include "Branches.h"

namespace saelor {

struct SamplerSettings {
    float temperature = 0.0f;  // 0: greedy
    int32_t top_k = 0;         // 0: off
    float top_p = 1.0f;
    float min_p = 0.0f;
    float repeat_penalty = 1.0f;
    uint32_t seed = 0;
    int32_t max_tokens = 0;
};

struct Continuation {
    /** what follows the prefix before the first token that is written; at least one token, which decides it */
    EditedTokens start;
    /** of every token that is written: its set and flags */
    Column written;
    /** written tokens over which the weight fades to nothing; 0: it does not */
    float decay = 0.0f;
    /** the answer's token that the first one written is, for the decay */
    int32_t first = 0;
    /** conditionals of its set that end it, a bit each */
    uint32_t ends = 0;
    SamplerSettings sampler;
};

struct ContinuationRequest {
    /** may be empty */
    EditedTokens prefix;
    std::vector<Continuation> continuations;
};

struct Written {
    enum Ending { max_tokens, end_of_turn, conditional } ending = max_tokens;
    std::vector<llama_token> tokens;
    std::vector<float> logprobs;  // of each token under its own edits, before sampling changes anything
};

/**
 * Writes each as if it were alone: what is sampled depends on its own tokens, edits and seed. As soon as one ends the next takes its place.
 * The context's memory is cleared.
 * @pre the context's sequences share one KV buffer
 * @param done counts evaluated tokens
 * @throws std::runtime_error when a text does not fit, an evaluation fails, or on cancellation ("cancelled")
 */
std::vector<Written> write_continuations(llama_context * context, Tap & tap, const ContinuationRequest & request, const std::atomic<bool> & cancelled, std::atomic<int64_t> & done);

}  // namespace saelor
