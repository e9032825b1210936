#pragma once

#include <memory>

#include "Matrix.h"
#include "napi.h"

namespace saelor::binding {

class MatrixBinding : public Napi::ObjectWrap<MatrixBinding> {
public:
    static Napi::Function define(Napi::Env env);
    explicit MatrixBinding(const Napi::CallbackInfo & info);

private:
    Napi::Value multiply(const Napi::CallbackInfo & info);
    Napi::Value row_norms(const Napi::CallbackInfo & info);

    std::shared_ptr<const Matrix> matrix_;
};

}  // namespace saelor::binding
