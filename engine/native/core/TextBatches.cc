#include "TextBatches.h"

#include <algorithm>
#include <stdexcept>

#include "TokenBatch.h"

namespace saelor {

void run_texts(llama_context * context, Tap & tap, const TextRun & run, const std::atomic<bool> & cancelled, std::atomic<int64_t> & done,
               const std::function<void(const TextBatch &)> & on_batch) {
    const int32_t n_vocab = api().llama_vocab_n_tokens(api().llama_model_get_vocab(api().llama_get_model(context)));
    const int64_t n_context = api().llama_n_ctx(context);
    const size_t n_sequences = api().llama_n_seq_max(context);
    const size_t capacity = std::max<size_t>(1, std::min<size_t>(api().llama_n_batch(context), run.capacity));
    auto * memory = api().llama_get_memory(context);

    TokenBatch batch(static_cast<int32_t>(capacity));
    std::vector<Column> columns;
    std::vector<TextPlace> places;
    const auto flush = [&] {
        if (batch.batch.n_tokens == 0) return;
        if (cancelled.load()) throw std::runtime_error("cancelled");
        tap.begin_batch(columns, run.stop_after_tap);
        const int status = api().llama_decode(context, batch.batch);
        api().llama_synchronize(context);
        const Readout & readout = tap.end_batch();
        if (status != 0) throw std::runtime_error("llama_decode returned " + std::to_string(status));
        on_batch({places, columns, readout});
        done += batch.batch.n_tokens;
        batch.batch.n_tokens = 0;
        columns.clear();
        places.clear();
    };

    for (size_t first = 0; first < run.texts.size();) {
        api().llama_memory_clear(memory, true);
        int64_t room = n_context;
        int32_t sequence = 0;
        for (; first < run.texts.size() && static_cast<size_t>(sequence) < n_sequences; first++, sequence++) {
            const auto & tokens = run.texts[first];
            if (static_cast<int64_t>(tokens.size()) > n_context) {
                throw std::runtime_error("a text of " + std::to_string(tokens.size()) + " tokens in a context of " + std::to_string(n_context));
            }
            if (static_cast<int64_t>(tokens.size()) > room) break;
            room -= static_cast<int64_t>(tokens.size());
            for (size_t position = 0; position < tokens.size(); position++) {
                if (tokens[position] < 0 || tokens[position] >= n_vocab) throw std::runtime_error("token " + std::to_string(tokens[position]) + " is not in the vocabulary");
                if (static_cast<size_t>(batch.batch.n_tokens) == capacity) flush();
                const TextPlace place{first, position};
                Column column = run.column(place);
                column.state = sequence;
                column.fresh = position == 0;
                batch.push(tokens[position], static_cast<int32_t>(position), sequence, column.output);
                columns.push_back(column);
                places.push_back(place);
            }
        }
        flush();
    }
    api().llama_memory_clear(memory, true);
}

}  // namespace saelor
