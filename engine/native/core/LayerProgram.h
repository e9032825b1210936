// All edits and watched features at one layer, as one small graph on the layer's device.
#pragma once

#include <array>
#include <memory>
#include <vector>

#include "Columns.h"
#include "EditTable.h"
#include "TensorArena.h"

namespace saelor {

/**
 * Per column x, with m rows (one per reactive edit, watched feature, or sum of constant edits of a set):
 *
 *     h = E x / G + b        E [m, d_model] encoder rows, zero for constant rows; G gains of each row's dictionary at that column
 *     f = h (h > T)          T thresholds; for top-k dictionaries the k-th largest pre-activation of that column
 *     c = (A + B f) G        pin: A = target, B = -1; scale: B = s - 1; constant rows: A = 1; 0 where the column's set has no such row
 *     x += D c               D [d_model, m] decoder rows; the sum of value x decoder rows for constant rows
 *
 * G is 1, and left out of the graph, where no dictionary normalises; for `shift` it is 1 always.
 *
 * so that several edits at once read the unedited residual, and the dictionary's error term is kept.
 */
class LayerProgram {
public:
    LayerProgram(int32_t layer, const EditTable & table, const std::vector<std::shared_ptr<const Dictionary>> & dictionaries, std::shared_ptr<const Device> device);

    bool empty() const { return rows_.empty(); }
    bool edits() const { return edits_; }
    /** The top-k dictionaries whose cut-offs `run` needs, in that order. */
    const std::vector<int32_t> & topk_dictionaries() const { return topk_dictionaries_; }

    /**
     * @param x columns [d_model, n], n a chunk size; edited in place
     * @param sets [n] edit set of each column; -1: none
     * @param cutoffs [topk_dictionaries().size()][n]
     * @param watched room for [n][n_watched()], may be null; activations in the order of the table's watch list for this layer
     */
    void run(ggml_tensor * x, const int32_t * sets, const std::vector<std::vector<float>> & cutoffs, float * watched);

    /** Positions in the table's watch list that this layer answers. */
    const std::vector<int32_t> & watched() const { return watched_; }
    size_t n_watched() const { return watched_.size(); }

private:
    struct Row {
        enum Kind { constant, pin, scale, watch } kind;
        int32_t set;         // -1 for watch rows
        int32_t dictionary;  // -1 for constant rows
        int32_t feature;
        float value;
        /** whose gain it gets; a set has one constant row for each kind of gain */
        Normalization normalization;
    };
    struct Chunk {
        std::unique_ptr<TensorArena> arena;
        ggml_tensor *x = nullptr, *a = nullptr, *b = nullptr, *t = nullptr, *f = nullptr, *y = nullptr;
        ggml_cgraph * graph = nullptr;
        std::vector<float> host_a, host_b, host_t, host_f;
    };
    void collect_rows(const EditTable & table, const std::vector<std::shared_ptr<const Dictionary>> & dictionaries);
    void upload_rows(const EditTable & table, const std::vector<std::shared_ptr<const Dictionary>> & dictionaries);
    Chunk & chunk(int64_t n);
    ggml_tensor * row_gains(ggml_context * context, ggml_tensor * x);

    int32_t layer_;
    std::shared_ptr<const Device> device_;
    std::vector<Row> rows_;
    std::vector<float> thresholds_;        // per row
    std::vector<int32_t> row_topk_;        // per row: index into topk_dictionaries_, or -1
    std::vector<int32_t> topk_dictionaries_;
    std::vector<int32_t> watched_;
    std::vector<int32_t> watch_rows_;
    int64_t d_model_ = 0;
    int64_t m_ = 0;  // rows, padded
    bool reactive_ = false;
    bool edits_ = false;
    std::unique_ptr<TensorArena> weights_;
    ggml_tensor *encoder_ = nullptr, *bias_ = nullptr, *decoder_t_ = nullptr;
    /** [m] each: 1 where the row's dictionary normalises so, else 0; null where no row does. The last: minus epsilon for layer_norm's rows. */
    ggml_tensor *is_plain_ = nullptr, *is_rms_ = nullptr, *is_layer_norm_ = nullptr, *minus_epsilon_ = nullptr;
    std::array<Chunk, N_CHUNK_SLOTS> chunks_;
};

}  // namespace saelor
