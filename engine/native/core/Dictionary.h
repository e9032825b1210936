// A dictionary's weights as they lie in a `.sae.gguf`, memory-mapped. Parsing the file is TypeScript's; this class gets offsets.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "Api.h"
#include "MappedFile.h"
#include "Normalize.h"

namespace saelor {

/** How a pre-activation h = W_enc x + b_enc becomes an activation. */
enum class Rule {
    relu,      // max(h, 0)
    jumprelu,  // h if h > threshold, else 0
    topk,      // max(h, 0) for the k largest of all features, else 0; where signed: h for the k largest
};

struct DictionarySpec {
    std::string path;
    int64_t d_model = 0;
    int64_t n_features = 0;
    int32_t layer = 0;
    Rule rule = Rule::relu;
    int32_t k = 0;
    bool topk_signed = false;
    Normalization normalization = Normalization::none;
    ggml_type encoder_type = GGML_TYPE_F32;
    ggml_type decoder_type = GGML_TYPE_F32;
    size_t encoder_offset = 0;       // [n_features][d_model]
    size_t encoder_bias_offset = 0;  // [n_features] F32
    size_t decoder_offset = 0;       // [n_features][d_model]
    size_t decoder_bias_offset = 0;  // [d_model] F32
    size_t threshold_offset = 0;     // [n_features] F32; 0: none
};

class Dictionary {
public:
    /** @throws std::runtime_error when a tensor lies outside the file or a spec makes no sense */
    explicit Dictionary(DictionarySpec spec);

    const DictionarySpec & spec() const { return spec_; }
    const void * encoder() const { return encoder_; }
    const float * encoder_bias() const { return encoder_bias_; }
    const float * decoder_bias() const { return decoder_bias_; }
    /** Pre-activation that a feature must exceed to fire; 0 for relu and topk, never below 0 (published JumpReLUs apply ReLU too). */
    float threshold(int64_t feature) const { return threshold_ == nullptr || threshold_[feature] < 0.0f ? 0.0f : threshold_[feature]; }
    size_t encoder_bytes() const;

    /** Writes d_model floats. */
    void encoder_row(int64_t feature, float * out) const;
    void decoder_row(int64_t feature, float * out) const;

private:
    DictionarySpec spec_;
    MappedFile file_;
    const uint8_t * encoder_ = nullptr;
    const uint8_t * decoder_ = nullptr;
    const float * encoder_bias_ = nullptr;
    const float * decoder_bias_ = nullptr;
    const float * threshold_ = nullptr;
};

}  // namespace saelor
