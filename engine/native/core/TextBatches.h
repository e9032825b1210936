// Many texts through one context, several side by side, in batches of fixed size: what scoring and harvesting share.
#pragma once

#include <atomic>
#include <functional>
#include <vector>

#include "Tap.h"

namespace saelor {

/** Where a token of a batch lies. */
struct TextPlace {
    size_t text;
    size_t position;
};

struct TextBatch {
    const std::vector<TextPlace> & places;
    const std::vector<Column> & columns;
    const Readout & readout;
};

struct TextRun {
    const std::vector<std::vector<llama_token>> & texts;
    /** what is wanted of the token at a place; `output` too */
    std::function<Column(TextPlace)> column;
    /** tokens of a batch; at most the context's */
    size_t capacity;
    /** end each evaluation after the tap: logits are then meaningless */
    bool stop_after_tap;
};

/**
 * Evaluates the texts in order, each from an empty memory, and hands over each batch before the next. The context's memory is cleared.
 * The split into batches depends on the texts and the context alone, so that a run that is repeated gives the same numbers.
 * @throws std::runtime_error "cancelled", or with what went wrong
 */
void run_texts(llama_context * context, Tap & tap, const TextRun & run, const std::atomic<bool> & cancelled, std::atomic<int64_t> & done,
               const std::function<void(const TextBatch &)> & on_batch);

}  // namespace saelor
