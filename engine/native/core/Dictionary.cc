#include "Dictionary.h"

#include <cstring>
#include <stdexcept>

namespace saelor {

namespace {

void dequantize_row(const uint8_t * weights, ggml_type type, int64_t row, int64_t d_model, float * out) {
    const uint8_t * source = weights + row * api().ggml_row_size(type, d_model);
    if (type == GGML_TYPE_F32) {
        memcpy(out, source, d_model * sizeof(float));
    } else {
        api().ggml_get_type_traits(type)->to_float(source, out, d_model);
    }
}

}  // namespace

Dictionary::Dictionary(DictionarySpec spec) : spec_(std::move(spec)), file_(spec_.path) {
    const auto & s = spec_;
    if (s.d_model <= 0 || s.n_features <= 0 || s.layer < 0) throw std::runtime_error(s.path + ": empty dictionary");
    for (const ggml_type type : {s.encoder_type, s.decoder_type}) {
        if (s.d_model % api().ggml_blck_size(type) != 0) throw std::runtime_error(s.path + ": d_model is no multiple of the weight type's block");
    }
    if (s.rule == Rule::topk && (s.k <= 0 || s.k > s.n_features)) throw std::runtime_error(s.path + ": top-k without a k");
    if (s.rule == Rule::jumprelu && s.threshold_offset == 0) throw std::runtime_error(s.path + ": jumprelu without thresholds");

    if (s.normalization == Normalization::layer_norm && s.d_model < 2) throw std::runtime_error(s.path + ": one number has no standard deviation");

    const auto floats = [&](size_t offset, int64_t n) {
        if (offset % sizeof(float) != 0) throw std::runtime_error(s.path + ": misaligned tensor");
        return reinterpret_cast<const float *>(file_.range(offset, n * sizeof(float)));
    };
    encoder_ = file_.range(s.encoder_offset, encoder_bytes());
    decoder_ = file_.range(s.decoder_offset, s.n_features * api().ggml_row_size(s.decoder_type, s.d_model));
    encoder_bias_ = floats(s.encoder_bias_offset, s.n_features);
    decoder_bias_ = floats(s.decoder_bias_offset, s.d_model);
    if (s.rule == Rule::jumprelu) threshold_ = floats(s.threshold_offset, s.n_features);
}

size_t Dictionary::encoder_bytes() const { return spec_.n_features * api().ggml_row_size(spec_.encoder_type, spec_.d_model); }

void Dictionary::encoder_row(int64_t feature, float * out) const { dequantize_row(encoder_, spec_.encoder_type, feature, spec_.d_model, out); }

void Dictionary::decoder_row(int64_t feature, float * out) const { dequantize_row(decoder_, spec_.decoder_type, feature, spec_.d_model, out); }

}  // namespace saelor
