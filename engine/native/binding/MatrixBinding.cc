#include "MatrixBinding.h"

#include "PromiseWorker.h"
#include "convert.h"

namespace saelor::binding {

namespace {

Napi::Value floats(Napi::Env env, const std::vector<float> & values) { return float_array(env, values.data(), values.size()); }

}  // namespace

Napi::Function MatrixBinding::define(Napi::Env env) {
    return DefineClass(env, "Matrix", {InstanceMethod("multiply", &MatrixBinding::multiply), InstanceMethod("rowNorms", &MatrixBinding::row_norms)});
}

MatrixBinding::MatrixBinding(const Napi::CallbackInfo & info) : Napi::ObjectWrap<MatrixBinding>(info) {
    if (info.Length() < 1 || !info[0].IsObject()) throw Napi::TypeError::New(info.Env(), "Matrix needs a spec");
    const auto given = info[0].As<Napi::Object>();
    MatrixSpec spec;
    spec.path = text(given, "path");
    spec.type = static_cast<ggml_type>(static_cast<int>(number(given, "type")));
    spec.offset = static_cast<size_t>(number(given, "offset"));
    spec.columns = static_cast<int64_t>(number(given, "columns"));
    spec.rows = static_cast<int64_t>(number(given, "rows"));
    guarded(info.Env(), [&] { matrix_ = std::make_shared<const Matrix>(std::move(spec)); });
}

Napi::Value MatrixBinding::multiply(const Napi::CallbackInfo & info) {
    if (!info[0].IsTypedArray() || info[0].As<Napi::TypedArray>().TypedArrayType() != napi_float32_array) throw Napi::TypeError::New(info.Env(), "a vector is a Float32Array");
    const auto given = info[0].As<Napi::Float32Array>();
    const std::vector<float> vector(given.Data(), given.Data() + given.ElementLength());
    const int threads = info[1].As<Napi::Number>().Int32Value();
    return PromiseWorker<std::vector<float>>::run(
        info.Env(), info.This().As<Napi::Object>(), [matrix = matrix_, vector, threads] { return matrix->multiply(vector, threads); }, floats);
}

Napi::Value MatrixBinding::row_norms(const Napi::CallbackInfo & info) {
    const int threads = info[0].As<Napi::Number>().Int32Value();
    return PromiseWorker<std::vector<float>>::run(
        info.Env(), info.This().As<Napi::Object>(), [matrix = matrix_, threads] { return matrix->row_norms(threads); }, floats);
}

}  // namespace saelor::binding
