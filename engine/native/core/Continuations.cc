#include "Continuations.h"

#include <algorithm>
#include <memory>
#include <stdexcept>

#include "TokenBatch.h"

namespace saelor {

namespace {

/** Tokens that a repeat penalty looks back on. */
constexpr int32_t PENALTY_WINDOW = 64;

struct FreeSampler {
    void operator()(llama_sampler * sampler) const { api().llama_sampler_free(sampler); }
};
using Sampler = std::unique_ptr<llama_sampler, FreeSampler>;

/** In the order of node-llama-cpp's own chain, so that a seed means the same. */
Sampler make_sampler(const SamplerSettings & settings, int32_t n_vocab) {
    Sampler chain(api().llama_sampler_chain_init(api().llama_sampler_chain_default_params()));
    const auto add = [&](llama_sampler * sampler) { api().llama_sampler_chain_add(chain.get(), sampler); };
    if (settings.repeat_penalty != 1.0f) add(api().llama_sampler_init_penalties(n_vocab, PENALTY_WINDOW, settings.repeat_penalty, 0.0f, 0.0f));
    if (settings.temperature <= 0.0f) {
        add(api().llama_sampler_init_greedy());
        return chain;
    }
    if (settings.top_k > 0) add(api().llama_sampler_init_top_k(settings.top_k));
    if (settings.top_p < 1.0f) add(api().llama_sampler_init_top_p(settings.top_p, 1));
    if (settings.min_p > 0.0f) add(api().llama_sampler_init_min_p(settings.min_p, 1));
    add(api().llama_sampler_init_temp(settings.temperature));
    add(api().llama_sampler_init_dist(settings.seed));
    return chain;
}

/** One answer that is being written. */
struct Running {
    size_t index;
    int32_t sequence;
    int32_t position;
    Sampler sampler;
    llama_token next = -1;
    int32_t output = -1;  // its column in the present batch
};

class Writing {
public:
    Writing(llama_context * context, Tap & tap, const ContinuationRequest & request, const std::atomic<bool> & cancelled, std::atomic<int64_t> & done)
        : context_(context), tap_(tap), request_(request), cancelled_(cancelled), done_(done),
          vocab_(api().llama_model_get_vocab(api().llama_get_model(context))), n_vocab_(api().llama_vocab_n_tokens(vocab_)),
          capacity_(static_cast<int32_t>(api().llama_n_batch(context))), batch_(capacity_), result_(request.continuations.size()) {}

    std::vector<Written> run() {
        auto * memory = api().llama_get_memory(context_);
        api().llama_memory_clear(memory, true);
        const auto n_context = static_cast<size_t>(api().llama_n_ctx(context_));
        const auto n_sequences = static_cast<int32_t>(api().llama_n_seq_max(context_));
        if (n_sequences < 2) throw std::runtime_error("branches need a context of at least two sequences");
        evaluate_prefix(n_context);

        const size_t all = request_.continuations.size();
        size_t next = 0, used = request_.prefix.tokens.size();
        const auto size_of = [&](size_t i) { return request_.continuations[i].start.tokens.size() + static_cast<size_t>(request_.continuations[i].sampler.max_tokens); };
        std::vector<int32_t> free;
        for (int32_t s = n_sequences - 1; s >= 1; s--) free.push_back(s);
        while (next < all || !running_.empty()) {
            while (next < all && !free.empty() && used + size_of(next) <= n_context) {
                begin(memory, next, free.back());
                free.pop_back();
                used += size_of(next++);
            }
            if (running_.empty()) throw std::runtime_error("a text of " + std::to_string(request_.prefix.tokens.size() + size_of(next)) + " tokens in a context of " + std::to_string(n_context));
            step();
            for (size_t i = 0; i < running_.size();) {
                if (!take(running_[i])) {
                    i++;
                    continue;
                }
                api().llama_memory_seq_rm(memory, running_[i].sequence, -1, -1);
                free.push_back(running_[i].sequence);
                used -= size_of(running_[i].index);
                running_.erase(running_.begin() + static_cast<std::ptrdiff_t>(i));
            }
        }
        api().llama_memory_clear(memory, true);
        return std::move(result_);
    }

private:
    void evaluate_prefix(size_t n_context) {
        const auto & prefix = request_.prefix;
        if (prefix.tokens.size() > n_context) throw std::runtime_error("a text of " + std::to_string(prefix.tokens.size()) + " tokens in a context of " + std::to_string(n_context));
        for (size_t i = 0; i < prefix.tokens.size(); i++) {
            Column column = prefix.columns[i];
            column.fresh = i == 0;
            push(prefix.tokens[i], column, static_cast<int32_t>(i), 0, false);
        }
        flush();
        on_after_prefix_ = prefix.tokens.empty() ? 0 : tap_.state(0);
    }

    void push(llama_token token, Column column, int32_t position, int32_t sequence, bool output) {
        if (token < 0 || token >= n_vocab_) throw std::runtime_error("token " + std::to_string(token) + " is not in the vocabulary");
        if (batch_.batch.n_tokens == capacity_) flush();
        batch_.push(token, position, sequence, output);
        column.output = output;
        column.state = sequence;
        columns_.push_back(column);
    }

    void flush() {
        if (batch_.batch.n_tokens == 0) return;
        if (cancelled_.load()) throw std::runtime_error("cancelled");
        tap_.begin_batch(columns_, false);
        const int status = api().llama_decode(context_, batch_.batch);
        api().llama_synchronize(context_);
        readout_ = &tap_.end_batch();
        if (status != 0) throw std::runtime_error("llama_decode returned " + std::to_string(status));
        done_ += batch_.batch.n_tokens;
        batch_.batch.n_tokens = 0;
        columns_.clear();
    }

    /** All of its beginning but the last token, which goes into the next common batch. */
    void begin(llama_memory_t memory, size_t index, int32_t sequence) {
        const auto & [tokens, columns] = request_.continuations[index].start;
        const auto prefix_length = static_cast<int32_t>(request_.prefix.tokens.size());
        if (prefix_length > 0) api().llama_memory_seq_cp(memory, 0, sequence, -1, -1);
        for (size_t i = 0; i + 1 < tokens.size(); i++) push(tokens[i], start_column(columns, i), prefix_length + static_cast<int32_t>(i), sequence, false);
        flush();
        const auto last = static_cast<int32_t>(tokens.size()) - 1;
        running_.push_back({index, sequence, prefix_length + last, make_sampler(request_.continuations[index].sampler, n_vocab_), tokens[last], -1});
    }

    Column start_column(const std::vector<Column> & columns, size_t i) const {
        Column column = columns[i];
        column.fresh = i == 0;
        column.on = on_after_prefix_;
        return column;
    }

    /** One token of every answer, in one batch. */
    void step() {
        for (auto & one : running_) {
            const auto & continuation = request_.continuations[one.index];
            const auto n_written = static_cast<int32_t>(result_[one.index].tokens.size());
            Column column = continuation.written;
            if (n_written == 0) {
                column = start_column(continuation.start.columns, continuation.start.tokens.size() - 1);
            } else if (continuation.decay > 0.0f) {
                // what is evaluated now decides the token after it
                column.weight = std::max(0.0f, 1.0f - static_cast<float>(continuation.first + n_written) / continuation.decay);
            }
            one.output = batch_.batch.n_tokens;
            push(one.next, column, one.position++, one.sequence, true);
        }
        flush();
    }

    /** Takes what the last batch decided. @returns whether the answer has ended */
    bool take(Running & one) {
        const auto & continuation = request_.continuations[one.index];
        auto & written = result_[one.index];
        const auto & holds = readout_->conditionals.holds;
        if (continuation.ends != 0 && !holds.empty() && (holds[one.output] & continuation.ends) != 0) {
            written.ending = Written::conditional;
            return true;
        }
        const float * logits = api().llama_get_logits_ith(context_, one.output);
        if (logits == nullptr) throw std::runtime_error("no logits for a token that asked for them");
        const double normaliser = log_normaliser(logits, n_vocab_);
        const llama_token token = api().llama_sampler_sample(one.sampler.get(), context_, one.output);
        if (api().llama_vocab_is_eog(vocab_, token)) {
            written.ending = Written::end_of_turn;
            return true;
        }
        written.tokens.push_back(token);
        written.logprobs.push_back(static_cast<float>(logits[token] - normaliser));
        one.next = token;
        return static_cast<int32_t>(written.tokens.size()) >= continuation.sampler.max_tokens;
    }

    llama_context * context_;
    Tap & tap_;
    const ContinuationRequest & request_;
    const std::atomic<bool> & cancelled_;
    std::atomic<int64_t> & done_;
    const llama_vocab * vocab_;
    int32_t n_vocab_;
    int32_t capacity_;
    TokenBatch batch_;
    std::vector<Column> columns_;
    const Readout * readout_ = nullptr;
    uint32_t on_after_prefix_ = 0;
    std::vector<Running> running_;
    std::vector<Written> result_;
};

}  // namespace

std::vector<Written> write_continuations(llama_context * context, Tap & tap, const ContinuationRequest & request, const std::atomic<bool> & cancelled, std::atomic<int64_t> & done) {
    return Writing(context, tap, request, cancelled, done).run();
}

}  // namespace saelor
