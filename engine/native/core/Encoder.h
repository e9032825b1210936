// Reads all features of a dictionary: pre-activations on the layer's device, the activation rule and the top k on the host.
#pragma once

#include <array>
#include <memory>
#include <vector>

#include "Columns.h"
#include "Dictionary.h"
#include "TensorArena.h"

namespace saelor {

struct FeatureValue {
    int32_t feature;
    float value;
};

class Encoder {
public:
    /** On the CPU the weights stay in the memory map; other devices get a copy. */
    Encoder(std::shared_ptr<const Dictionary> dictionary, std::shared_ptr<const Device> device);

    /**
     * h = W_enc x + b_enc for a chunk of columns, each scaled by the dictionary's normalisation.
     * @param x [d_model, n] columns on the same device; n must be a chunk size
     * @returns [n][n_features] pre-activations on the host; valid until the next call
     */
    const float * pre_activations(const ggml_tensor * x);

    /** Bytes held on the device for weights and graphs. */
    size_t device_bytes() const;

    const Dictionary & dictionary() const { return *dictionary_; }

private:
    struct Chunk {
        std::unique_ptr<TensorArena> arena;
        ggml_tensor * x = nullptr;
        ggml_tensor * h = nullptr;
        ggml_cgraph * graph = nullptr;
    };
    Chunk & chunk(int64_t n);

    std::shared_ptr<const Dictionary> dictionary_;
    std::shared_ptr<const Device> device_;
    std::unique_ptr<TensorArena> weights_;
    ggml_tensor * weight_ = nullptr;
    ggml_tensor * bias_ = nullptr;
    std::array<Chunk, N_CHUNK_SLOTS> chunks_;
    std::vector<float> host_;
};

/**
 * The k strongest features of one token under the dictionary's rule, strongest first; fewer when fewer fire.
 * @param h [n_features] pre-activations
 * @param out room for k
 * @returns how many were written
 */
int32_t top_features(const Dictionary & dictionary, const float * h, int32_t k, FeatureValue * out);

/** For a top-k dictionary: the pre-activation that a feature must exceed to be among the k largest; never below 0, unless it is signed. */
float topk_cutoff(const float * h, int64_t n_features, int32_t k, bool is_signed, std::vector<float> & scratch);

}  // namespace saelor
