#pragma once

#include <memory>

#include "Dictionary.h"
#include "napi.h"

namespace saelor::binding {

class DictionaryBinding : public Napi::ObjectWrap<DictionaryBinding> {
public:
    static Napi::Function define(Napi::Env env);
    explicit DictionaryBinding(const Napi::CallbackInfo & info);

    std::shared_ptr<const Dictionary> dictionary() const { return dictionary_; }

private:
    Napi::Value decoder_row(const Napi::CallbackInfo & info);
    Napi::Value evaluate(const Napi::CallbackInfo & info);

    std::shared_ptr<const Dictionary> dictionary_;
};

}  // namespace saelor::binding
