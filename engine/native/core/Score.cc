#include "Score.h"

#include <algorithm>
#include <stdexcept>

#include "TextBatches.h"
#include "TokenBatch.h"

namespace saelor {

ScoreResult score(llama_context * context, Tap & tap, const ScoreRequest & request, const std::atomic<bool> & cancelled, std::atomic<int64_t> & done) {
    const int32_t n_vocab = api().llama_vocab_n_tokens(api().llama_model_get_vocab(api().llama_get_model(context)));
    ScoreResult result;
    result.token_logprobs.resize(request.texts.size());
    result.last_logprobs.resize(request.last_logprobs ? request.texts.size() : 0);
    const auto column = [&](TextPlace place) {
        Column wanted = request.columns[place.text][place.position];
        wanted.output = place.position + 1 < request.texts[place.text].size() || request.last_logprobs;
        return wanted;
    };
    const TextRun run{request.texts, column, static_cast<size_t>(std::max<int64_t>(1, MAX_OUTPUT_FLOATS / n_vocab)), false};
    run_texts(context, tap, run, cancelled, done, [&](const TextBatch & batch) {
        for (size_t i = 0; i < batch.places.size(); i++) {
            if (!batch.columns[i].output) continue;
            const auto & [text, position] = batch.places[i];
            const auto & tokens = request.texts[text];
            const float * logits = api().llama_get_logits_ith(context, static_cast<int32_t>(i));
            if (logits == nullptr) throw std::runtime_error("no logits for a token that asked for them");
            const double normaliser = log_normaliser(logits, n_vocab);
            if (position + 1 < tokens.size()) {
                result.token_logprobs[text].push_back(static_cast<float>(logits[tokens[position + 1]] - normaliser));
            } else {
                auto & last = result.last_logprobs[text];
                last.resize(n_vocab);
                for (int32_t v = 0; v < n_vocab; v++) last[v] = static_cast<float>(logits[v] - normaliser);
            }
        }
    });
    return result;
}

}  // namespace saelor
