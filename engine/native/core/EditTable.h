// What is asked of a context: sets of edits, features to watch, how many of the strongest features to read.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "Conditions.h"
#include "Dictionary.h"

namespace saelor {

/** g: the token's gain under the dictionary's normalisation; 1 without one. */
enum class Mode {
    shift,  // x += value d
    add,    // x += value g d
    pin,    // x += (value - f(x)) g d
    scale,  // x += (value - 1) f(x) g d
};

struct Edit {
    int32_t dictionary;  // index into the tap's dictionaries
    int32_t feature;
    Mode mode;
    float value;
    int32_t conditional = -1;  // acts where this one of its set's conditionals is on; -1: always
    uint32_t unless = 0;       // not where one of these conditionals is on, a bit each

    bool acts(uint32_t on) const { return (conditional < 0 || (on >> conditional & 1u) != 0) && (on & unless) == 0; }
};

struct Watch {
    int32_t dictionary;
    int32_t feature;
};

/** Puts something else in the residual's place, after its dictionary's layer: how much a model loses by it tells how good a dictionary is. */
struct Replacement {
    enum Kind { none, reconstruction, zero } kind = none;
    int32_t dictionary = 0;
};

/**
 * D: the sum of what the edits of a set add to a column's residual x at one layer, w the column's weight.
 *
 *     x := y ((1 - restore) + restore |x| / |y|),  y = x + w D min(1, cap / |w D|)
 */
struct EditSet {
    std::vector<Edit> edits;
    Replacement replacement;   // excludes edits
    float restore = 0.0f;      // 0..1
    std::vector<float> caps;   // per dictionary, the longest step at its layer; 0, or none given: any
    std::vector<Watch> inputs; // what the conditionals read
    std::vector<Conditional> conditionals;  // at most MAX_CONDITIONALS
};

/** How much is read of a whole dictionary: every feature that fires and the residual's length; and how far the reconstruction is off. */
enum class Whole { none, features, errors };

struct EditTable {
    std::vector<EditSet> sets;    // a token names its set by index
    std::vector<Watch> watch;     // activations read at every token that is read
    std::vector<int32_t> top_k;   // per dictionary; 0: none
    std::vector<Whole> whole;     // per dictionary: every feature that fires
    int32_t residual_layer = -1;          // layer whose residual is copied out; -1: none
    bool moved = false;                   // how far edits moved each residual that is read
};

}  // namespace saelor
