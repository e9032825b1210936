// Conditions on features at a token: trees of comparisons, and whether what hangs on them is on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace saelor {

/** A bit each in a column's masks. */
constexpr size_t MAX_CONDITIONALS = 31;

/** A number, or several inputs as one. */
struct Operand {
    enum Combine { constant, max, mean, sum } combine = constant;
    float value = 0.0f;
    std::vector<int32_t> inputs;  // into the set's inputs
    std::vector<float> weights;   // one an input

    float at(const float * values) const;
};

struct ConditionNode {
    enum Kind { compare, all, any } kind = compare;
    enum Operator { greater, greater_equal, less, less_equal, equal, not_equal } op = greater;
    Operand left, right;
    std::vector<int32_t> children;  // each after this node
};

struct Conditional {
    std::vector<ConditionNode> nodes;  // the first is the root
    enum On { prompt, answer, both } on = both;
    bool sticky = true;

    /** @param values the set's inputs at a token */
    bool holds(const float * values) const { return holds(0, values); }
    bool looks_at(bool answer_token) const { return on == both || (on == answer) == answer_token; }

private:
    bool holds(size_t node, const float * values) const;
};

}  // namespace saelor
