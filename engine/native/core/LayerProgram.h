// All edits and watched features at one layer, as one small graph on the layer's device.
#pragma once

#include <array>
#include <memory>
#include <vector>

#include "Columns.h"
#include "EditTable.h"
#include "TensorArena.h"

namespace saelor {

/** What is done to one column of a chunk. */
struct ColumnEdits {
    int32_t set = -1;     // -1: none
    uint32_t on = 0;      // which of the set's conditionals are on
    float weight = 1.0f;
};

/**
 * Per column x, with m rows (one per reactive edit, watched feature, or sum of constant edits of a set):
 *
 *     h = E x / G + b        E [m, d_model] encoder rows, zero for constant rows; G gains of each row's dictionary at that column
 *     f = h (h > T)          T thresholds; for top-k dictionaries the k-th largest pre-activation of that column
 *     c = (A + B f) G        pin: A = target, B = -1; scale: B = s - 1; constant rows: A = 1; 0 where the column's set has no such row
 *     x += D (w c)           D [d_model, m] decoder rows; the sum of value x decoder rows for constant rows; w the column's weight
 *
 * G is 1, and left out of the graph, where no dictionary normalises; for `shift` it is 1 always. Caps and the restoring of |x|, as EditSet has them,
 * are in the graph where some set asks for them.
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
     * @param edits [n]
     * @param cutoffs [topk_dictionaries().size()][n]
     * @param watched room for [n][n_watched()], may be null; activations in the order of the table's watch list for this layer
     */
    void run(ggml_tensor * x, const ColumnEdits * edits, const std::vector<std::vector<float>> & cutoffs, float * watched);

    /** An input of a set's conditionals that this layer answers: `set`, and its place in the set's inputs. */
    struct Input {
        int32_t set;
        int32_t input;
    };
    const std::vector<Input> & inputs() const { return inputs_; }
    /** Reads the inputs of conditionals without editing. @param values room for [n][inputs().size()] */
    void read_inputs(ggml_tensor * x, const std::vector<std::vector<float>> & cutoffs, float * values);

    /** Positions in the table's watch list that this layer answers. */
    const std::vector<int32_t> & watched() const { return watched_; }
    size_t n_watched() const { return watched_.size(); }

private:
    struct Row {
        enum Kind { constant, pin, scale, watch } kind;
        int32_t set;         // -1 for watch rows
        int32_t dictionary;  // -1 for constant rows
        /** of a constant row: whose conditional and `unless` it sums up; a set has one such row for each of these and each kind of gain */
        Edit edit;
        /** whose gain it gets */
        Normalization normalization;
    };
    struct Chunk {
        std::unique_ptr<TensorArena> arena;
        ggml_tensor *x = nullptr, *a = nullptr, *b = nullptr, *t = nullptr, *f = nullptr, *y = nullptr;
        ggml_tensor *cap = nullptr, *restore = nullptr, *keep = nullptr;  // [1, n]; keep: 1 - restore
        ggml_cgraph *graph = nullptr, *reading = nullptr;                 // reading: f alone
        std::vector<float> host_a, host_b, host_t, host_f, host_cap, host_restore, host_keep;
    };
    void collect_rows(const EditTable & table, const std::vector<std::shared_ptr<const Dictionary>> & dictionaries);
    void upload_rows(const EditTable & table, const std::vector<std::shared_ptr<const Dictionary>> & dictionaries);
    void collect_limits(const EditTable & table, const std::vector<std::shared_ptr<const Dictionary>> & dictionaries);
    Chunk & chunk(int64_t n);
    ggml_tensor * edited(ggml_context * context, Chunk & chunk, ggml_tensor * step);
    void set_cutoffs(Chunk & chunk, int64_t n, const std::vector<std::vector<float>> & cutoffs);
    ggml_tensor * row_gains(ggml_context * context, ggml_tensor * x);

    int32_t layer_;
    std::shared_ptr<const Device> device_;
    std::vector<Row> rows_;
    std::vector<float> thresholds_;        // per row
    std::vector<int32_t> row_topk_;        // per row: index into topk_dictionaries_, or -1
    std::vector<int32_t> topk_dictionaries_;
    std::vector<int32_t> watched_;
    std::vector<int32_t> watch_rows_;
    std::vector<Input> inputs_;
    std::vector<int32_t> input_rows_;
    std::vector<float> caps_, restores_;   // per set; cap 0: none
    bool caps_used_ = false, restores_used_ = false;
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
