// A llama_batch that frees itself.
#pragma once

#include "Api.h"

namespace saelor {

struct TokenBatch {
    explicit TokenBatch(int32_t capacity) : batch(api().llama_batch_init(capacity, 0, 1)) { batch.n_tokens = 0; }
    ~TokenBatch() { api().llama_batch_free(batch); }
    TokenBatch(const TokenBatch &) = delete;
    TokenBatch & operator=(const TokenBatch &) = delete;

    void push(llama_token token, int32_t position, int32_t sequence, bool output) {
        const int32_t i = batch.n_tokens++;
        batch.token[i] = token;
        batch.pos[i] = position;
        batch.n_seq_id[i] = 1;
        batch.seq_id[i][0] = sequence;
        batch.logits[i] = output ? 1 : 0;
    }
    llama_batch batch;
};

/** log sum exp of a row of logits, in double: 128k terms of very different size. */
double log_normaliser(const float * logits, int32_t n_vocab);

/** Rows of logits kept at once: a 128k vocabulary in F32 is half a megabyte a row. */
constexpr int64_t MAX_OUTPUT_FLOATS = 64ll << 20;

}  // namespace saelor
