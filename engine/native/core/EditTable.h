// What is asked of a context: sets of edits, features to watch, how many of the strongest features to read.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "Dictionary.h"

namespace saelor {

enum class Mode {
    add,    // x += value d
    pin,    // x += (value - f(x)) d
    scale,  // x += (value - 1) f(x) d
};

struct Edit {
    int32_t dictionary;  // index into the tap's dictionaries
    int32_t feature;
    Mode mode;
    float value;
};

struct Watch {
    int32_t dictionary;
    int32_t feature;
};

struct EditTable {
    std::vector<std::vector<Edit>> sets;  // a token names its set by index
    std::vector<Watch> watch;             // activations read at every token that is read
    std::vector<int32_t> top_k;           // per dictionary; 0: none
    int32_t residual_layer = -1;          // layer whose residual is copied out; -1: none
};

}  // namespace saelor
