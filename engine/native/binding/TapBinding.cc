#include "TapBinding.h"

#include "AddonContext.h"  // node-llama-cpp's own header
#include "DictionaryBinding.h"
#include "PromiseWorker.h"
#include "convert.h"
#include "convertTable.h"
#include "featureArrays.h"

namespace saelor::binding {

namespace {

AddonContext * unwrap(Napi::Env env, const Napi::Value & value) {
    void * pointer = nullptr;
    if (!value.IsObject() || napi_unwrap(env, value, &pointer) != napi_ok || pointer == nullptr) {
        throw Napi::TypeError::New(env, "not a native context of node-llama-cpp");
    }
    return static_cast<AddonContext *>(pointer);
}

Napi::Value whole_value(Napi::Env env, const WholeReading & reading) {
    if (reading.offsets.empty()) return env.Null();
    auto out = Napi::Object::New(env);
    out.Set("offsets", int_array(env, reading.offsets.data(), reading.offsets.size()));
    set_features(out, reading.features);
    out.Set("norms", float_array(env, reading.norms.data(), reading.norms.size()));
    out.Set("errors", float_array(env, reading.errors.data(), reading.errors.size()));
    return out;
}

Napi::Value conditionals_value(Napi::Env env, const ConditionalReading & reading) {
    if (reading.on.empty()) return env.Null();
    auto out = Napi::Object::New(env);
    const auto bits = [&](const std::vector<uint32_t> & masks) { return int_array(env, reinterpret_cast<const int32_t *>(masks.data()), masks.size()); };
    out.Set("holds", bits(reading.holds));
    out.Set("on", bits(reading.on));
    out.Set("inputs", float_array(env, reading.inputs.data(), reading.inputs.size()));
    out.Set("stride", Napi::Number::New(env, static_cast<double>(reading.stride)));
    return out;
}

Napi::Value readout_value(Napi::Env env, const Readout & readout, const EditTable & table) {
    if (readout.columns.empty() && readout.conditionals.on.empty()) return env.Null();
    auto out = Napi::Object::New(env);
    auto features = Napi::Array::New(env, readout.top.size()), values = Napi::Array::New(env, readout.top.size());
    for (uint32_t d = 0; d < readout.top.size(); d++) {
        const size_t n = readout.top[d].size();
        auto feature = Napi::Int32Array::New(env, n);
        auto value = Napi::Float32Array::New(env, n);
        for (size_t i = 0; i < n; i++) {
            feature[i] = readout.top[d][i].feature;
            value[i] = readout.top[d][i].value;
        }
        features.Set(d, feature);
        values.Set(d, value);
    }
    auto whole = Napi::Array::New(env, readout.whole.size());
    for (uint32_t d = 0; d < readout.whole.size(); d++) whole.Set(d, whole_value(env, readout.whole[d]));
    out.Set("whole", whole);
    out.Set("columns", int_array(env, readout.columns.data(), readout.columns.size()));
    out.Set("watch", float_array(env, readout.watch.data(), readout.columns.size() * table.watch.size()));
    out.Set("topFeatures", features);
    out.Set("topValues", values);
    out.Set("residual", float_array(env, readout.residual.data(), readout.residual.size()));
    out.Set("moved", float_array(env, readout.moved.data(), readout.moved.size()));
    out.Set("conditionals", conditionals_value(env, readout.conditionals));
    return out;
}

}  // namespace

Napi::Function TapBinding::define(Napi::Env env) {
    return DefineClass(env, "Tap",
                       {InstanceMethod("attach", &TapBinding::attach), InstanceMethod("ready", &TapBinding::ready), InstanceMethod("setTable", &TapBinding::set_table),
                        InstanceMethod("beginBatch", &TapBinding::begin_batch), InstanceMethod("endBatch", &TapBinding::end_batch), InstanceMethod("score", &TapBinding::score), InstanceMethod("scoreBranches", &TapBinding::score_branches), InstanceMethod("write", &TapBinding::write), InstanceMethod("harvest", &TapBinding::harvest),
                        InstanceMethod("cancelScore", &TapBinding::cancel_score), InstanceMethod("scored", &TapBinding::scored),
                        InstanceMethod("deviceBytes", &TapBinding::device_bytes), InstanceMethod("dispose", &TapBinding::dispose)});
}

TapBinding::TapBinding(const Napi::CallbackInfo & info) : Napi::ObjectWrap<TapBinding>(info) {
    std::vector<std::shared_ptr<const Dictionary>> dictionaries;
    const auto given = info[0].As<Napi::Array>();
    for (uint32_t i = 0; i < given.Length(); i++) {
        dictionaries.push_back(Napi::ObjectWrap<DictionaryBinding>::Unwrap(given.Get(i).As<Napi::Object>())->dictionary());
    }
    tap_ = std::make_shared<Tap>(std::move(dictionaries));
}

Tap & TapBinding::tap(Napi::Env env) {
    if (!tap_) throw Napi::Error::New(env, "the tap is disposed");
    return *tap_;
}

Napi::Value TapBinding::attach(const Napi::CallbackInfo & info) {
    auto * context = unwrap(info.Env(), info[0]);
    const auto expected = info[1].As<Napi::Object>();
    auto & params = context->context_params;
    const bool same = params.n_ctx == static_cast<uint32_t>(number(expected, "contextSize")) && params.n_batch == static_cast<uint32_t>(number(expected, "batchSize")) &&
                      params.n_ubatch == params.n_batch && params.n_seq_max == static_cast<uint32_t>(number(expected, "sequences")) && params.cb_eval == nullptr &&
                      context->ctx == nullptr;
    if (!same) throw Napi::Error::New(info.Env(), "node-llama-cpp's native context is not laid out as in the version that Saelor was built for");
    params.cb_eval = Tap::callback;
    params.cb_eval_user_data = &tap(info.Env());
    params.kv_unified = true;  // several sequences then come as one batch, columns in batch order
    batch_size_ = params.n_batch;
    Ref();  // the context calls into this object until `dispose`
    attached_ = true;
    return info.Env().Undefined();
}

Napi::Value TapBinding::ready(const Napi::CallbackInfo & info) {
    context_ = unwrap(info.Env(), info[0])->ctx;
    if (context_ == nullptr) throw Napi::Error::New(info.Env(), "the context is not initialised");
    const int threads = info[1].As<Napi::Number>().Int32Value();
    guarded(info.Env(), [&] {
        if (threads > 0) {
            pool_ = std::make_shared<ThreadPool>(threads);
            api().llama_attach_threadpool(context_, pool_->get(), pool_->get());
            tap(info.Env()).set_pool(pool_);
        }
    });
    return info.Env().Undefined();
}

Napi::Value TapBinding::set_table(const Napi::CallbackInfo & info) {
    auto table = table_of(info[0].As<Napi::Object>());
    guarded(info.Env(), [&] { tap(info.Env()).set_table(std::move(table), batch_size_); });
    return info.Env().Undefined();
}

Napi::Value TapBinding::begin_batch(const Napi::CallbackInfo & info) {
    columns_ = columns_of(info[0].As<Napi::Int32Array>());
    guarded(info.Env(), [&] { tap(info.Env()).begin_batch(columns_, info[1].ToBoolean()); });
    return info.Env().Undefined();
}

Napi::Value TapBinding::end_batch(const Napi::CallbackInfo & info) {
    return guarded(info.Env(), [&] { return readout_value(info.Env(), tap(info.Env()).end_batch(), tap_->table()); });
}

Napi::Value TapBinding::score(const Napi::CallbackInfo & info) {
    const auto given = info[0].As<Napi::Object>();
    const auto tokens = field(given, "tokens").As<Napi::Int32Array>();
    const auto offsets = field(given, "offsets").As<Napi::Int32Array>();
    const auto columns = columns_of(field(given, "columns").As<Napi::Int32Array>());
    if (context_ == nullptr) throw Napi::Error::New(info.Env(), "the context is not initialised");
    if (columns.size() != tokens.ElementLength() || offsets.ElementLength() < 1) throw Napi::RangeError::New(info.Env(), "tokens, offsets and columns do not fit together");
    auto request = std::make_shared<ScoreRequest>();
    request->last_logprobs = field(given, "lastLogprobs").ToBoolean();
    for (size_t t = 0; t + 1 < offsets.ElementLength(); t++) {
        const int32_t from = offsets[t], to = offsets[t + 1];
        if (from < 0 || to <= from || to > static_cast<int32_t>(tokens.ElementLength())) throw Napi::RangeError::New(info.Env(), "a text is empty or lies outside the tokens");
        request->texts.emplace_back(tokens.Data() + from, tokens.Data() + to);
        request->columns.emplace_back(columns.begin() + from, columns.begin() + to);
    }
    cancelled_ = false;
    scored_ = 0;
    tap(info.Env());
    auto tap = tap_;
    return PromiseWorker<ScoreResult>::run(
        info.Env(), info.This().As<Napi::Object>(), [this, tap, request] { return saelor::score(context_, *tap, *request, cancelled_, scored_); },
        [](Napi::Env env, const ScoreResult & result) -> Napi::Value {
            const auto arrays = [&](const std::vector<std::vector<float>> & rows) {
                auto out = Napi::Array::New(env, rows.size());
                for (uint32_t i = 0; i < rows.size(); i++) out.Set(i, float_array(env, rows[i].data(), rows[i].size()));
                return out;
            };
            auto out = Napi::Object::New(env);
            out.Set("tokenLogprobs", arrays(result.token_logprobs));
            out.Set("lastLogprobs", arrays(result.last_logprobs));
            return out;
        });
}

Napi::Value TapBinding::score_branches(const Napi::CallbackInfo & info) {
    if (context_ == nullptr) throw Napi::Error::New(info.Env(), "the context is not initialised");
    const auto given = info[0].As<Napi::Object>();
    auto request = std::make_shared<BranchRequest>();
    request->prefix = edited_tokens(field(given, "prefix").As<Napi::Object>());
    const auto branches = list(given, "branches");
    for (uint32_t b = 0; b < branches.Length(); b++) {
        request->branches.push_back(edited_tokens(branches.Get(b).As<Napi::Object>()));
        if (request->branches.back().tokens.empty()) throw Napi::RangeError::New(info.Env(), "a branch is empty");
    }
    cancelled_ = false;
    scored_ = 0;
    tap(info.Env());
    auto tap = tap_;
    return PromiseWorker<BranchResult>::run(
        info.Env(), info.This().As<Napi::Object>(), [this, tap, request] { return saelor::score_branches(context_, *tap, *request, cancelled_, scored_); },
        [](Napi::Env env, const BranchResult & result) -> Napi::Value {
            auto out = Napi::Array::New(env, result.size());
            for (uint32_t i = 0; i < result.size(); i++) out.Set(i, float_array(env, result[i].data(), result[i].size()));
            return out;
        });
}

Napi::Value TapBinding::write(const Napi::CallbackInfo & info) {
    if (context_ == nullptr) throw Napi::Error::New(info.Env(), "the context is not initialised");
    const auto given = info[0].As<Napi::Object>();
    auto request = std::make_shared<ContinuationRequest>();
    request->prefix = edited_tokens(field(given, "prefix").As<Napi::Object>());
    const auto continuations = list(given, "continuations");
    for (uint32_t c = 0; c < continuations.Length(); c++) request->continuations.push_back(continuation_of(continuations.Get(c).As<Napi::Object>()));
    cancelled_ = false;
    scored_ = 0;
    tap(info.Env());
    auto tap = tap_;
    return PromiseWorker<std::vector<Written>>::run(
        info.Env(), info.This().As<Napi::Object>(), [this, tap, request] { return write_continuations(context_, *tap, *request, cancelled_, scored_); },
        [](Napi::Env env, const std::vector<Written> & result) -> Napi::Value {
            static constexpr const char * ENDINGS[] = {"max-tokens", "end-of-turn", "rule"};
            auto out = Napi::Array::New(env, result.size());
            for (uint32_t i = 0; i < result.size(); i++) {
                auto one = Napi::Object::New(env);
                one.Set("tokens", int_array(env, result[i].tokens.data(), result[i].tokens.size()));
                one.Set("logprobs", float_array(env, result[i].logprobs.data(), result[i].logprobs.size()));
                one.Set("ending", Napi::String::New(env, ENDINGS[result[i].ending]));
                out.Set(i, one);
            }
            return out;
        });
}

Napi::Value TapBinding::harvest(const Napi::CallbackInfo & info) {
    const auto given = info[0].As<Napi::Object>();
    const auto tokens = field(given, "tokens").As<Napi::Int32Array>();
    const auto offsets = field(given, "offsets").As<Napi::Int32Array>();
    const auto skip = field(given, "skip").As<Napi::Uint8Array>();
    auto request = std::make_shared<HarvestRequest>();
    request->dictionary = static_cast<int32_t>(number(given, "dictionary"));
    if (context_ == nullptr) throw Napi::Error::New(info.Env(), "the context is not initialised");
    if (skip.ElementLength() != tokens.ElementLength() || offsets.ElementLength() < 1) throw Napi::RangeError::New(info.Env(), "tokens, offsets and skip do not fit together");
    if (request->dictionary < 0 || request->dictionary >= static_cast<int32_t>(tap(info.Env()).dictionaries().size()) || tap_->table().whole[request->dictionary] == Whole::none) {
        throw Napi::RangeError::New(info.Env(), "the table does not read the whole of this dictionary");
    }
    for (size_t t = 0; t + 1 < offsets.ElementLength(); t++) {
        const int32_t from = offsets[t], to = offsets[t + 1];
        if (from < 0 || to <= from || to > static_cast<int32_t>(tokens.ElementLength())) throw Napi::RangeError::New(info.Env(), "a text is empty or lies outside the tokens");
        request->texts.emplace_back(tokens.Data() + from, tokens.Data() + to);
        request->skip.emplace_back(skip.Data() + from, skip.Data() + to);
    }
    cancelled_ = false;
    scored_ = 0;
    auto tap = tap_;
    return PromiseWorker<HarvestResult>::run(
        info.Env(), info.This().As<Napi::Object>(), [this, tap, request] { return saelor::harvest(context_, *tap, *request, cancelled_, scored_); },
        [](Napi::Env env, const HarvestResult & result) -> Napi::Value {
            auto out = Napi::Object::New(env);
            out.Set("offsets", int_array(env, result.offsets.data(), result.offsets.size()));
            set_features(out, result.features);
            out.Set("norms", float_array(env, result.norms.data(), result.norms.size()));
            return out;
        });
}

Napi::Value TapBinding::cancel_score(const Napi::CallbackInfo & info) {
    cancelled_ = true;
    return info.Env().Undefined();
}

Napi::Value TapBinding::scored(const Napi::CallbackInfo & info) { return Napi::Number::New(info.Env(), static_cast<double>(scored_.load())); }

Napi::Value TapBinding::device_bytes(const Napi::CallbackInfo & info) { return Napi::Number::New(info.Env(), static_cast<double>(tap(info.Env()).device_bytes())); }

Napi::Value TapBinding::dispose(const Napi::CallbackInfo & info) {
    tap_.reset();  // before the pool that its devices use
    pool_.reset();
    context_ = nullptr;
    if (attached_) Unref();
    attached_ = false;
    return info.Env().Undefined();
}

}  // namespace saelor::binding
