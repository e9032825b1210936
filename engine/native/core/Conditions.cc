#include "Conditions.h"

#include <algorithm>

namespace saelor {

float Operand::at(const float * values) const {
    if (combine == constant) return value;
    float result = weights[0] * values[inputs[0]];
    for (size_t i = 1; i < inputs.size(); i++) {
        const float next = weights[i] * values[inputs[i]];
        result = combine == max ? std::max(result, next) : result + next;
    }
    return combine == mean ? result / static_cast<float>(inputs.size()) : result;
}

bool Conditional::holds(size_t node, const float * values) const {
    const auto & tree = nodes[node];
    const auto holds_too = [&](int32_t child) { return holds(child, values); };
    if (tree.kind == ConditionNode::all) return std::all_of(tree.children.begin(), tree.children.end(), holds_too);
    if (tree.kind == ConditionNode::any) return std::any_of(tree.children.begin(), tree.children.end(), holds_too);
    const float left = tree.left.at(values), right = tree.right.at(values);
    switch (tree.op) {
        case ConditionNode::greater: return left > right;
        case ConditionNode::greater_equal: return left >= right;
        case ConditionNode::less: return left < right;
        case ConditionNode::less_equal: return left <= right;
        case ConditionNode::equal: return left == right;
        case ConditionNode::not_equal: return left != right;
    }
    return false;
}

}  // namespace saelor
