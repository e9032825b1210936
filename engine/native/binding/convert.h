// From JavaScript values to the core's, with errors that name the field.
#pragma once

#include <string>
#include <vector>

#include "napi.h"

namespace saelor::binding {

inline Napi::Value field(const Napi::Object & object, const char * name) {
    Napi::Value value = object.Get(name);
    if (value.IsUndefined() || value.IsNull()) throw Napi::TypeError::New(object.Env(), std::string("missing ") + name);
    return value;
}

inline double number(const Napi::Object & object, const char * name) {
    Napi::Value value = field(object, name);
    if (!value.IsNumber()) throw Napi::TypeError::New(object.Env(), std::string(name) + " is not a number");
    return value.As<Napi::Number>().DoubleValue();
}

inline std::string text(const Napi::Object & object, const char * name) {
    Napi::Value value = field(object, name);
    if (!value.IsString()) throw Napi::TypeError::New(object.Env(), std::string(name) + " is not a string");
    return value.As<Napi::String>().Utf8Value();
}

inline Napi::Array list(const Napi::Object & object, const char * name) {
    Napi::Value value = field(object, name);
    if (!value.IsArray()) throw Napi::TypeError::New(object.Env(), std::string(name) + " is not an array");
    return value.As<Napi::Array>();
}

inline Napi::Float32Array float_array(Napi::Env env, const float * data, size_t n) {
    auto array = Napi::Float32Array::New(env, n);
    std::copy(data, data + n, array.Data());
    return array;
}

inline Napi::Int32Array int_array(Napi::Env env, const int32_t * data, size_t n) {
    auto array = Napi::Int32Array::New(env, n);
    std::copy(data, data + n, array.Data());
    return array;
}

/** Runs a core call and turns its exception into a JavaScript one. */
template <typename Call>
auto guarded(Napi::Env env, Call && call) -> decltype(call()) {
    try {
        return call();
    } catch (const Napi::Error &) {
        throw;
    } catch (const std::exception & error) {
        throw Napi::Error::New(env, error.what());
    }
}

}  // namespace saelor::binding
