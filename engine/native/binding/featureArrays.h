// Features and their values as two typed arrays, which is how they cross.
#pragma once

#include <vector>

#include "Encoder.h"
#include "napi.h"

namespace saelor::binding {

/** Sets `features` (Int32Array) and `values` (Float32Array) of an object. */
inline void set_features(Napi::Object out, const std::vector<FeatureValue> & given) {
    auto features = Napi::Int32Array::New(out.Env(), given.size());
    auto values = Napi::Float32Array::New(out.Env(), given.size());
    for (size_t i = 0; i < given.size(); i++) {
        features[i] = given[i].feature;
        values[i] = given[i].value;
    }
    out.Set("features", features);
    out.Set("values", values);
}

}  // namespace saelor::binding
