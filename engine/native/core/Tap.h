// The graph callback on llama.cpp's residual tensors `l_out-<layer>`: it reads and edits there, or does nothing at no cost.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "EditTable.h"
#include "Encoder.h"
#include "LayerProgram.h"
#include "Reconstruction.h"

namespace saelor {

/** What is to happen at one column (token) of the next batch. */
struct Column {
    int32_t set = -1;     // edit set; -1: none
    bool read = false;    // watch, top k and residual
    bool output = false;  // its logits are requested (the last layer keeps only such columns)
    bool edit = false;    // the set's edits act here
    bool look = false;    // its conditionals look at this token
    bool answer = false;  // the token belongs to the answer
    bool fresh = false;   // sticky conditionals begin anew, as `on` says
    int32_t state = 0;    // whose sticky conditionals: one number a sequence, small
    uint32_t on = 0;      // of a fresh column
    float weight = 1.0f;
};

/** What the conditionals of the columns' sets came to; for all columns of a batch, empty where no set has any. */
struct ConditionalReading {
    std::vector<uint32_t> holds, on;  // [columns] a bit a conditional: whether it held at the very token, and whether it is on
    std::vector<float> inputs;        // [columns][stride]
    size_t stride = 0;                // inputs of the set that has the most
};

/** Every feature that fired, for the records of one batch: sparse rows (CSR). */
struct WholeReading {
    std::vector<int32_t> offsets;        // [records + 1] into `features`
    std::vector<FeatureValue> features;  // ascending by index within a record
    std::vector<float> norms;            // [records] |x|
    std::vector<float> errors;           // [records] |x - xhat|^2; zeros where not asked
};

/** Values read during one batch, one record per column with `read`, in batch order. */
struct Readout {
    std::vector<int32_t> columns;      // batch columns that were read
    std::vector<float> watch;          // [columns][table.watch]
    std::vector<std::vector<FeatureValue>> top;  // per dictionary: [columns][k], strongest first, unused entries have feature -1
    std::vector<float> residual;       // [columns][d_model] of residual_layer
    std::vector<WholeReading> whole;   // per dictionary; empty where the table does not ask
    std::vector<float> moved;          // [columns] |x after the edits - x| / |x|, added up over layers; where the table asks
    ConditionalReading conditionals;
};

/**
 * Lives as long as the llama context that it is attached to. Between batches one thread sets it up; during a batch the thread
 * that runs llama_decode calls `on_tensor`. The two never overlap, so nothing here is locked.
 */
class Tap {
public:
    explicit Tap(std::vector<std::shared_ptr<const Dictionary>> dictionaries);

    /** CPU threads for our own graphs; call before the first batch. */
    void set_pool(std::shared_ptr<ThreadPool> pool) { pool_ = std::move(pool); }
    /** Replaces what is asked. Buffers for `max_columns` are made here, so that a decode makes none. */
    void set_table(EditTable table, size_t max_columns);
    const EditTable & table() const { return table_; }

    /**
     * Says what each column of the next batch is for.
     * @param stop_after_tap end the evaluation after the highest layer that was read; logits are then meaningless
     */
    void begin_batch(const std::vector<Column> & columns, bool stop_after_tap);
    /** @throws std::runtime_error with what went wrong in the callback, if anything did, or when fewer columns came than announced */
    const Readout & end_batch();

    bool on_tensor(ggml_tensor * tensor, bool ask);
    static bool callback(ggml_tensor * tensor, bool ask, void * self) { return static_cast<Tap *>(self)->on_tensor(tensor, ask); }

    const std::vector<std::shared_ptr<const Dictionary>> & dictionaries() const { return dictionaries_; }
    /** Sticky conditionals that are on now, a bit each. */
    uint32_t state(int32_t sequence) const { return sequence < static_cast<int32_t>(states_.size()) ? states_[sequence] : 0; }
    /** Bytes on devices for encoders. */
    size_t device_bytes() const;

private:
    struct Layer {
        int32_t index = 0;
        std::shared_ptr<const Device> device;
        std::unique_ptr<LayerProgram> program;  // made when the layer's device is known
        std::vector<int32_t> read_dictionaries; // those with a top_k here
        bool wants_residual = false;
        bool replaces = false;                  // some set puts something in the residual's place here
        std::vector<bool> edits, reads_inputs;  // per set: whether it edits here, whether its conditionals read here
        std::vector<uint32_t> decides;          // per set: conditionals whose last input is read here, a bit each
        bool active = false;                    // something to do in this batch
        int64_t cursor = 0;                     // columns seen in this batch
    };
    Layer * find_layer(const ggml_tensor * tensor);
    void process(Layer & layer, ggml_tensor * tensor);
    void process_chunk(Layer & layer, ggml_tensor & x, const int32_t * columns, int64_t n);
    void decide(Layer & layer, ggml_tensor & x, const int32_t * columns, int64_t n);
    bool wants(const Layer & layer, const Column & column) const;
    void measure_moved(const ggml_tensor & x, const int32_t * columns, int64_t n);
    void read_whole(int32_t dictionary, const ggml_tensor & x, const int32_t * columns, int64_t n, const float * h);
    void replace(int32_t dictionary, ggml_tensor & x, const int32_t * columns, int64_t n, const float * h);
    void finish_whole();
    bool replaces(const int32_t * columns, int64_t n, int32_t dictionary, Replacement::Kind kind) const;
    void bind(Layer & layer, const ggml_tensor * tensor);
    Encoder & encoder(int32_t dictionary, const Layer & layer);

    std::vector<std::shared_ptr<const Dictionary>> dictionaries_;
    std::shared_ptr<ThreadPool> pool_;
    EditTable table_;
    std::vector<Layer> layers_;
    std::vector<std::unique_ptr<Encoder>> encoders_;
    std::map<ggml_backend_dev_t, std::shared_ptr<const Device>> devices_;

    std::vector<Column> columns_;
    std::vector<int32_t> record_of_column_;  // index into the readout, or -1
    std::vector<int32_t> output_columns_;
    std::vector<ColumnEdits> chunk_edits_;
    std::vector<uint32_t> states_;           // sticky conditionals, by Column::state; outlives tables
    std::vector<float> chunk_inputs_, before_;
    std::vector<float> chunk_watch_;
    std::vector<std::vector<float>> cutoffs_;
    std::vector<float> scratch_;
    std::vector<float> host_x_, host_xhat_, host_row_;
    std::vector<FeatureValue> active_;
    std::vector<std::vector<std::vector<FeatureValue>>> whole_rows_;  // per dictionary, per record, as they come
    bool busy_ = false;  // anything at all to do in this batch
    bool stop_after_tap_ = false;
    int32_t last_layer_ = -1;
    Readout readout_;
    std::string error_;
};

}  // namespace saelor
