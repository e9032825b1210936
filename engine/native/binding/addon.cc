// The addon's entry: three classes and `load`.
#include "Api.h"
#include "DictionaryBinding.h"
#include "MatrixBinding.h"
#include "TapBinding.h"
#include "convert.h"

#ifndef SAELOR_LLAMA_RELEASE
#error "build.mjs defines SAELOR_LLAMA_RELEASE"
#endif

static Napi::Object initialise(Napi::Env env, Napi::Object exports) {
    exports.Set("release", SAELOR_LLAMA_RELEASE);
    exports.Set("load", Napi::Function::New(env, [](const Napi::CallbackInfo & info) { saelor::binding::guarded(info.Env(), [] { saelor::load_api(); }); }));
    exports.Set("Dictionary", saelor::binding::DictionaryBinding::define(env));
    exports.Set("Matrix", saelor::binding::MatrixBinding::define(env));
    exports.Set("Tap", saelor::binding::TapBinding::define(env));
    return exports;
}

NODE_API_MODULE(saelor, initialise)
