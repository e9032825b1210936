#include "Score.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace saelor {

namespace {

/** Rows of logits kept at once: a 128k vocabulary in F32 is half a megabyte a row. */
constexpr int64_t MAX_OUTPUT_FLOATS = 64ll << 20;

/** log sum exp, in double: 128k terms of very different size. */
double log_normaliser(const float * logits, int32_t n_vocab) {
    float highest = logits[0];
    for (int32_t i = 1; i < n_vocab; i++) highest = std::max(highest, logits[i]);
    double sum = 0.0;
    for (int32_t i = 0; i < n_vocab; i++) sum += std::exp(static_cast<double>(logits[i] - highest));
    return highest + std::log(sum);
}

struct Batch {
    explicit Batch(int32_t capacity) : batch(api().llama_batch_init(capacity, 0, 1)) { batch.n_tokens = 0; }
    ~Batch() { api().llama_batch_free(batch); }
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

struct Place {
    size_t text;
    size_t position;
};

}  // namespace

ScoreResult score(llama_context * context, Tap & tap, const ScoreRequest & request, const std::atomic<bool> & cancelled, std::atomic<int64_t> & done) {
    const int32_t n_vocab = api().llama_vocab_n_tokens(api().llama_model_get_vocab(api().llama_get_model(context)));
    const int64_t n_context = api().llama_n_ctx(context);
    const size_t n_sequences = api().llama_n_seq_max(context);
    const size_t capacity = std::min<size_t>(api().llama_n_batch(context), std::max<int64_t>(1, MAX_OUTPUT_FLOATS / n_vocab));
    auto * memory = api().llama_get_memory(context);

    ScoreResult result;
    result.token_logprobs.resize(request.texts.size());
    result.last_logprobs.resize(request.last_logprobs ? request.texts.size() : 0);
    Batch batch(static_cast<int32_t>(capacity));
    std::vector<Column> columns;
    std::vector<Place> places;

    const auto flush = [&] {
        if (batch.batch.n_tokens == 0) return;
        if (cancelled.load()) throw std::runtime_error("cancelled");
        tap.begin_batch(columns, false);
        const int status = api().llama_decode(context, batch.batch);
        api().llama_synchronize(context);
        tap.end_batch();
        if (status != 0) throw std::runtime_error("llama_decode returned " + std::to_string(status));
        for (size_t i = 0; i < places.size(); i++) {
            if (!columns[i].output) continue;
            const auto & tokens = request.texts[places[i].text];
            const float * logits = api().llama_get_logits_ith(context, static_cast<int32_t>(i));
            if (logits == nullptr) throw std::runtime_error("no logits for a token that asked for them");
            const double normaliser = log_normaliser(logits, n_vocab);
            const size_t next = places[i].position + 1;
            if (next < tokens.size()) {
                result.token_logprobs[places[i].text].push_back(static_cast<float>(logits[tokens[next]] - normaliser));
            } else {
                auto & last = result.last_logprobs[places[i].text];
                last.resize(n_vocab);
                for (int32_t v = 0; v < n_vocab; v++) last[v] = static_cast<float>(logits[v] - normaliser);
            }
        }
        done += batch.batch.n_tokens;
        batch.batch.n_tokens = 0;
        columns.clear();
        places.clear();
    };

    for (size_t first = 0; first < request.texts.size();) {
        api().llama_memory_clear(memory, true);
        int64_t room = n_context;
        int32_t sequence = 0;
        for (; first < request.texts.size() && static_cast<size_t>(sequence) < n_sequences; first++, sequence++) {
            const auto & tokens = request.texts[first];
            if (static_cast<int64_t>(tokens.size()) > n_context) {
                throw std::runtime_error("a text of " + std::to_string(tokens.size()) + " tokens in a context of " + std::to_string(n_context));
            }
            if (static_cast<int64_t>(tokens.size()) > room) break;
            room -= static_cast<int64_t>(tokens.size());
            for (size_t position = 0; position < tokens.size(); position++) {
                if (tokens[position] < 0 || tokens[position] >= n_vocab) throw std::runtime_error("token " + std::to_string(tokens[position]) + " is not in the vocabulary");
                if (static_cast<size_t>(batch.batch.n_tokens) == capacity) flush();
                Column column = request.columns[first][position];
                column.output = position + 1 < tokens.size() || request.last_logprobs;
                batch.push(tokens[position], static_cast<int32_t>(position), sequence, column.output);
                columns.push_back(column);
                places.push_back({first, position});
            }
        }
        flush();
    }
    api().llama_memory_clear(memory, true);
    return result;
}

}  // namespace saelor
