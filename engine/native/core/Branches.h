// One beginning, evaluated once, and many continuations of it: what an ablation, a sweep and a comparison of edits need.
#pragma once

#include <atomic>
#include <vector>

#include "Tap.h"

namespace saelor {

/** Tokens with what is to happen at each; outputs and states are set here. */
struct EditedTokens {
    std::vector<llama_token> tokens;
    std::vector<Column> columns;
};

struct BranchRequest {
    /** may be empty */
    EditedTokens prefix;
    /** each at least one token long */
    std::vector<EditedTokens> branches;
};

/** Per branch: log p(tokens[i + 1] | prefix, tokens[0..i]) under the edits; one fewer than its tokens. */
using BranchResult = std::vector<std::vector<float>>;

/**
 * Scores each branch as if it had been evaluated behind the prefix alone. The prefix's keys and values are shared, not copied.
 * Sticky conditionals that the prefix turned on stay on in the branches. The context's memory is cleared.
 * @pre the context's sequences share one KV buffer
 * @throws std::runtime_error when a text does not fit, an evaluation fails, or on cancellation ("cancelled")
 */
BranchResult score_branches(llama_context * context, Tap & tap, const BranchRequest & request, const std::atomic<bool> & cancelled, std::atomic<int64_t> & done);

}  // namespace saelor
