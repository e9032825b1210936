#pragma once

#include <atomic>
#include <memory>

#include "Branches.h"
#include "Continuations.h"
#include "Harvest.h"
#include "Score.h"
#include "Tap.h"
#include "napi.h"

namespace saelor::binding {

class TapBinding : public Napi::ObjectWrap<TapBinding> {
public:
    static Napi::Function define(Napi::Env env);
    explicit TapBinding(const Napi::CallbackInfo & info);

private:
    Napi::Value attach(const Napi::CallbackInfo & info);
    Napi::Value ready(const Napi::CallbackInfo & info);
    Napi::Value set_table(const Napi::CallbackInfo & info);
    Napi::Value begin_batch(const Napi::CallbackInfo & info);
    Napi::Value end_batch(const Napi::CallbackInfo & info);
    Napi::Value score(const Napi::CallbackInfo & info);
    Napi::Value score_branches(const Napi::CallbackInfo & info);
    Napi::Value write(const Napi::CallbackInfo & info);
    Napi::Value harvest(const Napi::CallbackInfo & info);
    Napi::Value cancel_score(const Napi::CallbackInfo & info);
    Napi::Value scored(const Napi::CallbackInfo & info);
    Napi::Value device_bytes(const Napi::CallbackInfo & info);
    Napi::Value dispose(const Napi::CallbackInfo & info);
    Tap & tap(Napi::Env env);

    std::shared_ptr<Tap> tap_;
    std::shared_ptr<ThreadPool> pool_;
    llama_context * context_ = nullptr;
    size_t batch_size_ = 0;
    std::vector<Column> columns_;
    std::atomic<bool> cancelled_{false};
    std::atomic<int64_t> scored_{0};
    bool attached_ = false;
};

}  // namespace saelor::binding
