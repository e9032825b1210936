#include "convertTable.h"

#include <cstring>

#include "convert.h"

namespace saelor::binding {

namespace {

constexpr size_t COLUMN_WORDS = 4;

Mode mode_of(const Napi::Object & edit) {
    const std::string mode = text(edit, "mode");
    if (mode == "shift") return Mode::shift;
    if (mode == "add") return Mode::add;
    if (mode == "pin") return Mode::pin;
    if (mode == "scale") return Mode::scale;
    throw Napi::TypeError::New(edit.Env(), "unknown edit mode " + mode);
}

Replacement replacement_of(const Napi::Object & given) {
    const std::string with = text(given, "with");
    if (with != "reconstruction" && with != "zero") throw Napi::TypeError::New(given.Env(), "unknown replacement " + with);
    return {with == "zero" ? Replacement::zero : Replacement::reconstruction, static_cast<int32_t>(number(given, "dictionary"))};
}

Whole whole_of(const Napi::Value & given) {
    const std::string what = given.IsString() ? given.As<Napi::String>().Utf8Value() : "";
    if (what == "none") return Whole::none;
    if (what == "features") return Whole::features;
    if (what == "errors") return Whole::errors;
    throw Napi::TypeError::New(given.Env(), "unknown reading " + what);
}

bool has(const Napi::Object & given, const char * name) { return given.Has(name) && !given.Get(name).IsUndefined() && !given.Get(name).IsNull(); }

template <typename Item, typename Convert>
std::vector<Item> each(const Napi::Array & given, Convert convert) {
    std::vector<Item> items;
    for (uint32_t i = 0; i < given.Length(); i++) items.push_back(convert(given.Get(i)));
    return items;
}

std::vector<float> floats(const Napi::Array & given) {
    return each<float>(given, [](const Napi::Value & value) { return value.As<Napi::Number>().FloatValue(); });
}

std::vector<int32_t> integers(const Napi::Array & given) {
    return each<int32_t>(given, [](const Napi::Value & value) { return value.As<Napi::Number>().Int32Value(); });
}

Watch watch_of(const Napi::Value & value) {
    const auto given = value.As<Napi::Object>();
    return {static_cast<int32_t>(number(given, "dictionary")), static_cast<int32_t>(number(given, "feature"))};
}

Edit edit_of(const Napi::Value & value) {
    const auto given = value.As<Napi::Object>();
    Edit edit{static_cast<int32_t>(number(given, "dictionary")), static_cast<int32_t>(number(given, "feature")), mode_of(given), static_cast<float>(number(given, "value"))};
    if (has(given, "rule")) edit.conditional = static_cast<int32_t>(number(given, "rule"));
    if (has(given, "unless")) {
        for (const int32_t rule : integers(list(given, "unless"))) {
            if (rule < 0 || rule >= static_cast<int32_t>(MAX_CONDITIONALS)) throw Napi::RangeError::New(given.Env(), "no rule " + std::to_string(rule));
            edit.unless |= 1u << rule;
        }
    }
    return edit;
}

Operand operand_of(const Napi::Value & value) {
    Operand operand;
    if (value.IsNumber()) {
        operand.value = value.As<Napi::Number>().FloatValue();
        return operand;
    }
    const auto given = value.As<Napi::Object>();
    const std::string combine = text(given, "combine");
    operand.combine = combine == "max" ? Operand::max : combine == "mean" ? Operand::mean : Operand::sum;
    operand.inputs = integers(list(given, "inputs"));
    operand.weights = floats(list(given, "weights"));
    return operand;
}

ConditionNode::Operator operator_of(const Napi::Object & given) {
    const std::string name = text(given, "operator");
    const std::pair<const char *, ConditionNode::Operator> all[] = {
        {">", ConditionNode::greater}, {">=", ConditionNode::greater_equal}, {"<", ConditionNode::less},
        {"<=", ConditionNode::less_equal}, {"==", ConditionNode::equal}, {"!=", ConditionNode::not_equal},
    };
    for (const auto & [spelling, op] : all) {
        if (name == spelling) return op;
    }
    throw Napi::TypeError::New(given.Env(), "unknown operator " + name);
}

ConditionNode node_of(const Napi::Value & value) {
    const auto given = value.As<Napi::Object>();
    const std::string kind = text(given, "kind");
    ConditionNode node;
    if (kind == "compare") {
        node.op = operator_of(given);
        node.left = operand_of(field(given, "left"));
        node.right = operand_of(field(given, "right"));
    } else {
        node.kind = kind == "all" ? ConditionNode::all : ConditionNode::any;
        node.children = integers(list(given, "children"));
    }
    return node;
}

Conditional conditional_of(const Napi::Value & value) {
    const auto given = value.As<Napi::Object>();
    const std::string on = text(given, "on");
    Conditional conditional;
    conditional.on = on == "prompt" ? Conditional::prompt : on == "answer" ? Conditional::answer : Conditional::both;
    conditional.sticky = field(given, "sticky").ToBoolean();
    conditional.nodes = each<ConditionNode>(list(given, "nodes"), node_of);
    return conditional;
}

EditSet set_of(const Napi::Value & value) {
    const auto given = value.As<Napi::Object>();
    EditSet set;
    set.edits = each<Edit>(list(given, "edits"), edit_of);
    if (has(given, "replacement")) set.replacement = replacement_of(given.Get("replacement").As<Napi::Object>());
    if (has(given, "restore")) set.restore = static_cast<float>(number(given, "restore"));
    if (has(given, "caps")) set.caps = floats(list(given, "caps"));
    if (has(given, "inputs")) set.inputs = each<Watch>(list(given, "inputs"), watch_of);
    if (has(given, "rules")) set.conditionals = each<Conditional>(list(given, "rules"), conditional_of);
    return set;
}

}  // namespace

EditTable table_of(const Napi::Object & given) {
    EditTable table;
    table.sets = each<EditSet>(list(given, "sets"), set_of);
    table.watch = each<Watch>(list(given, "watch"), watch_of);
    table.top_k = integers(list(given, "topK"));
    table.whole = each<Whole>(list(given, "whole"), whole_of);
    table.residual_layer = static_cast<int32_t>(number(given, "residualLayer"));
    table.moved = has(given, "moved") && given.Get("moved").ToBoolean();
    return table;
}

std::vector<Column> columns_of(const Napi::Int32Array & given) {
    if (given.ElementLength() % COLUMN_WORDS != 0) throw Napi::RangeError::New(given.Env(), "columns are four numbers each");
    std::vector<Column> columns(given.ElementLength() / COLUMN_WORDS);
    const int32_t * word = given.Data();
    for (auto & column : columns) {
        const int32_t flags = word[1];
        column.set = word[0];
        column.read = (flags & 1) != 0;
        column.output = (flags & 2) != 0;
        column.edit = (flags & 4) != 0;
        column.look = (flags & 8) != 0;
        column.answer = (flags & 16) != 0;
        column.fresh = (flags & 32) != 0;
        column.state = flags >> 8;
        if (column.state < 0) throw Napi::RangeError::New(given.Env(), "a column's state is negative");
        column.on = static_cast<uint32_t>(word[2]);
        memcpy(&column.weight, word + 3, sizeof(float));
        word += COLUMN_WORDS;
    }
    return columns;
}

EditedTokens edited_tokens(const Napi::Object & given) {
    const auto tokens = field(given, "tokens").As<Napi::Int32Array>();
    auto columns = columns_of(field(given, "columns").As<Napi::Int32Array>());
    if (tokens.ElementLength() != columns.size()) throw Napi::RangeError::New(given.Env(), "tokens and columns do not fit together");
    return {{tokens.Data(), tokens.Data() + tokens.ElementLength()}, std::move(columns)};
}

Continuation continuation_of(const Napi::Object & given) {
    Continuation continuation;
    continuation.start = edited_tokens(field(given, "start").As<Napi::Object>());
    if (continuation.start.tokens.empty()) throw Napi::RangeError::New(given.Env(), "a branch is empty");
    const auto written = columns_of(field(given, "written").As<Napi::Int32Array>());
    if (written.size() != 1) throw Napi::RangeError::New(given.Env(), "written is one column");
    continuation.written = written.front();
    continuation.decay = static_cast<float>(number(given, "decay"));
    continuation.first = static_cast<int32_t>(number(given, "first"));
    for (const int32_t rule : integers(list(given, "ends"))) {
        if (rule < 0 || rule >= static_cast<int32_t>(MAX_CONDITIONALS)) throw Napi::RangeError::New(given.Env(), "no rule " + std::to_string(rule));
        continuation.ends |= 1u << rule;
    }
    const auto sampler = field(given, "sampler").As<Napi::Object>();
    auto & settings = continuation.sampler;
    settings.temperature = static_cast<float>(number(sampler, "temperature"));
    settings.top_k = static_cast<int32_t>(number(sampler, "topK"));
    settings.top_p = static_cast<float>(number(sampler, "topP"));
    settings.min_p = static_cast<float>(number(sampler, "minP"));
    settings.repeat_penalty = static_cast<float>(number(sampler, "repeatPenalty"));
    settings.seed = static_cast<uint32_t>(number(sampler, "seed"));
    settings.max_tokens = static_cast<int32_t>(number(sampler, "maxTokens"));
    if (settings.max_tokens < 1) throw Napi::RangeError::New(given.Env(), "maxTokens is at least 1");
    return continuation;
}

}  // namespace saelor::binding
