// The one worker behind every asynchronous call: work off the main thread, then make the result on it.
#pragma once

#include <functional>

#include "napi.h"

namespace saelor::binding {

template <typename Result>
class PromiseWorker : public Napi::AsyncWorker {
public:
    using Work = std::function<Result()>;
    using Finish = std::function<Napi::Value(Napi::Env, const Result &)>;

    /** @param keep object that must outlive the work */
    static Napi::Value run(Napi::Env env, const Napi::Object & keep, Work work, Finish finish) {
        auto * worker = new PromiseWorker(env, keep, std::move(work), std::move(finish));
        auto promise = worker->deferred_.Promise();
        worker->Queue();
        return promise;
    }

protected:
    void Execute() override {
        try {
            result_ = work_();
        } catch (const std::exception & error) {
            SetError(error.what());
        }
    }
    void OnOK() override { deferred_.Resolve(finish_(Env(), result_)); }
    void OnError(const Napi::Error & error) override { deferred_.Reject(error.Value()); }

private:
    PromiseWorker(Napi::Env env, const Napi::Object & keep, Work work, Finish finish)
        : Napi::AsyncWorker(env, "saelor"), deferred_(Napi::Promise::Deferred::New(env)), keep_(Napi::Persistent(keep)), work_(std::move(work)), finish_(std::move(finish)) {}

    Napi::Promise::Deferred deferred_;
    Napi::ObjectReference keep_;
    Work work_;
    Finish finish_;
    Result result_;
};

}  // namespace saelor::binding
