#include "Branches.h"

#include <algorithm>
#include <stdexcept>

#include "TokenBatch.h"

namespace saelor {

namespace {

/** A token of a batch whose next one is wanted. */
struct Wanted {
    size_t branch;
    llama_token next;
};

class BranchRun {
public:
    BranchRun(llama_context * context, Tap & tap, const std::atomic<bool> & cancelled, std::atomic<int64_t> & done)
        : context_(context), tap_(tap), cancelled_(cancelled), done_(done),
          n_vocab_(api().llama_vocab_n_tokens(api().llama_model_get_vocab(api().llama_get_model(context)))),
          capacity_(std::max<int64_t>(1, std::min<int64_t>(api().llama_n_batch(context), MAX_OUTPUT_FLOATS / n_vocab_))),
          batch_(static_cast<int32_t>(capacity_)) {}

    void push(llama_token token, const Column & column, int32_t position, int32_t sequence, const Wanted * wanted, BranchResult & result) {
        if (token < 0 || token >= n_vocab_) throw std::runtime_error("token " + std::to_string(token) + " is not in the vocabulary");
        if (batch_.batch.n_tokens == capacity_) flush(result);
        batch_.push(token, position, sequence, wanted != nullptr);
        columns_.push_back(column);
        columns_.back().output = wanted != nullptr;
        columns_.back().state = sequence;
        wanted_.push_back(wanted == nullptr ? Wanted{0, -1} : *wanted);
    }

    void flush(BranchResult & result) {
        if (batch_.batch.n_tokens == 0) return;
        if (cancelled_.load()) throw std::runtime_error("cancelled");
        tap_.begin_batch(columns_, false);
        const int status = api().llama_decode(context_, batch_.batch);
        api().llama_synchronize(context_);
        tap_.end_batch();
        if (status != 0) throw std::runtime_error("llama_decode returned " + std::to_string(status));
        for (size_t i = 0; i < wanted_.size(); i++) {
            if (wanted_[i].next < 0) continue;
            const float * logits = api().llama_get_logits_ith(context_, static_cast<int32_t>(i));
            if (logits == nullptr) throw std::runtime_error("no logits for a token that asked for them");
            result[wanted_[i].branch].push_back(static_cast<float>(logits[wanted_[i].next] - log_normaliser(logits, n_vocab_)));
        }
        done_ += batch_.batch.n_tokens;
        batch_.batch.n_tokens = 0;
        columns_.clear();
        wanted_.clear();
    }

private:
    llama_context * context_;
    Tap & tap_;
    const std::atomic<bool> & cancelled_;
    std::atomic<int64_t> & done_;
    int32_t n_vocab_;
    int64_t capacity_;
    TokenBatch batch_;
    std::vector<Column> columns_;
    std::vector<Wanted> wanted_;
};

}  // namespace

BranchResult score_branches(llama_context * context, Tap & tap, const BranchRequest & request, const std::atomic<bool> & cancelled, std::atomic<int64_t> & done) {
    const auto & [prefix, branches] = request;
    auto * memory = api().llama_get_memory(context);
    const auto n_context = static_cast<size_t>(api().llama_n_ctx(context));
    const auto n_sequences = static_cast<int32_t>(api().llama_n_seq_max(context));
    if (n_sequences < 2) throw std::runtime_error("branches need a context of at least two sequences");
    const auto prefix_length = static_cast<int32_t>(prefix.tokens.size());

    BranchResult result(branches.size());
    BranchRun run(context, tap, cancelled, done);
    api().llama_memory_clear(memory, true);
    if (prefix.tokens.size() > n_context) throw std::runtime_error("a text of " + std::to_string(prefix.tokens.size()) + " tokens in a context of " + std::to_string(n_context));
    for (int32_t i = 0; i < prefix_length; i++) {
        Column column = prefix.columns[i];
        column.fresh = i == 0;
        run.push(prefix.tokens[i], column, i, 0, nullptr, result);
    }
    run.flush(result);
    const uint32_t on = prefix_length > 0 ? tap.state(0) : 0;

    for (size_t first = 0; first < branches.size();) {
        size_t room = n_context - prefix.tokens.size();
        int32_t sequence = 1;
        for (; first < branches.size() && sequence < n_sequences; first++, sequence++) {
            const auto & branch = branches[first];
            if (branch.tokens.size() > n_context - prefix.tokens.size()) {
                throw std::runtime_error("a text of " + std::to_string(prefix.tokens.size() + branch.tokens.size()) + " tokens in a context of " + std::to_string(n_context));
            }
            if (branch.tokens.size() > room) break;
            room -= branch.tokens.size();
            if (prefix_length > 0) api().llama_memory_seq_cp(memory, 0, sequence, -1, -1);
            for (size_t i = 0; i < branch.tokens.size(); i++) {
                const bool last = i + 1 == branch.tokens.size();
                const Wanted wanted{first, last ? -1 : branch.tokens[i + 1]};
                Column column = branch.columns[i];
                column.fresh = i == 0;
                column.on = on;
                run.push(branch.tokens[i], column, prefix_length + static_cast<int32_t>(i), sequence, last ? nullptr : &wanted, result);
            }
        }
        run.flush(result);
        for (int32_t s = 1; s < sequence; s++) api().llama_memory_seq_rm(memory, s, -1, -1);
    }
    api().llama_memory_clear(memory, true);
    return result;
}

}  // namespace saelor
