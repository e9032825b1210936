#include "DictionaryBinding.h"

#include "Evaluation.h"
#include "convert.h"
#include "featureArrays.h"

namespace saelor::binding {

namespace {

ggml_type weight_type(const Napi::Object & spec, const char * name) {
    const std::string type = text(spec, name);
    if (type == "F32") return GGML_TYPE_F32;
    if (type == "F16") return GGML_TYPE_F16;
    if (type == "BF16") return GGML_TYPE_BF16;
    if (type == "Q8_0") return GGML_TYPE_Q8_0;
    throw Napi::TypeError::New(spec.Env(), "unknown weight type " + type);
}

Rule rule_of(const Napi::Object & spec) {
    const std::string rule = text(spec, "rule");
    if (rule == "relu") return Rule::relu;
    if (rule == "jumprelu") return Rule::jumprelu;
    if (rule == "topk") return Rule::topk;
    throw Napi::TypeError::New(spec.Env(), "unknown activation rule " + rule);
}

Normalization normalization_of(const Napi::Object & spec) {
    const std::string kind = text(spec, "normalization");
    if (kind == "none") return Normalization::none;
    if (kind == "rms") return Normalization::rms;
    if (kind == "layer_norm") return Normalization::layer_norm;
    throw Napi::TypeError::New(spec.Env(), "unknown normalization " + kind);
}

}  // namespace

Napi::Function DictionaryBinding::define(Napi::Env env) {
    return DefineClass(env, "Dictionary", {InstanceMethod("decoderRow", &DictionaryBinding::decoder_row), InstanceMethod("evaluate", &DictionaryBinding::evaluate)});
}

DictionaryBinding::DictionaryBinding(const Napi::CallbackInfo & info) : Napi::ObjectWrap<DictionaryBinding>(info) {
    if (info.Length() < 1 || !info[0].IsObject()) throw Napi::TypeError::New(info.Env(), "Dictionary needs a spec");
    const auto given = info[0].As<Napi::Object>();
    DictionarySpec spec;
    spec.path = text(given, "path");
    spec.d_model = static_cast<int64_t>(number(given, "dModel"));
    spec.n_features = static_cast<int64_t>(number(given, "nFeatures"));
    spec.layer = static_cast<int32_t>(number(given, "layer"));
    spec.rule = rule_of(given);
    spec.k = static_cast<int32_t>(number(given, "k"));
    spec.topk_signed = field(given, "topKSigned").ToBoolean();
    spec.normalization = normalization_of(given);
    spec.encoder_type = weight_type(given, "encoderType");
    spec.decoder_type = weight_type(given, "decoderType");
    spec.encoder_offset = static_cast<size_t>(number(given, "encoderOffset"));
    spec.encoder_bias_offset = static_cast<size_t>(number(given, "encoderBiasOffset"));
    spec.decoder_offset = static_cast<size_t>(number(given, "decoderOffset"));
    spec.decoder_bias_offset = static_cast<size_t>(number(given, "decoderBiasOffset"));
    spec.threshold_offset = static_cast<size_t>(number(given, "thresholdOffset"));
    guarded(info.Env(), [&] { dictionary_ = std::make_shared<const Dictionary>(std::move(spec)); });
}

Napi::Value DictionaryBinding::decoder_row(const Napi::CallbackInfo & info) {
    const int64_t feature = info[0].IsNumber() ? info[0].As<Napi::Number>().Int64Value() : -1;
    if (feature < 0 || feature >= dictionary_->spec().n_features) throw Napi::RangeError::New(info.Env(), "no such feature");
    auto row = Napi::Float32Array::New(info.Env(), dictionary_->spec().d_model);
    dictionary_->decoder_row(feature, row.Data());
    return row;
}

Napi::Value DictionaryBinding::evaluate(const Napi::CallbackInfo & info) {
    const auto env = info.Env();
    if (info.Length() < 1 || !info[0].IsTypedArray() || info[0].As<Napi::TypedArray>().TypedArrayType() != napi_float32_array) throw Napi::TypeError::New(env, "residuals are a Float32Array");
    const auto x = info[0].As<Napi::Float32Array>();
    const auto d_model = static_cast<size_t>(dictionary_->spec().d_model);
    if (x.ElementLength() % d_model != 0) throw Napi::RangeError::New(env, "residuals are not rows of d_model numbers");
    const auto result = guarded(env, [&] { return saelor::evaluate(dictionary_, x.Data(), static_cast<int64_t>(x.ElementLength() / d_model)); });
    auto out = Napi::Object::New(env);
    out.Set("offsets", int_array(env, result.offsets.data(), result.offsets.size()));
    set_features(out, result.features);
    out.Set("reconstruction", float_array(env, result.reconstruction.data(), result.reconstruction.size()));
    return out;
}

}  // namespace saelor::binding
