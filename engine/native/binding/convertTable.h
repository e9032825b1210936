// What is asked of a tap, from JavaScript.
#pragma once

#include "Continuations.h"
#include "Tap.h"
#include "napi.h"

namespace saelor::binding {

EditTable table_of(const Napi::Object & given);

/** @param given [n][4]: edit set or -1; flags and, from bit 8, the state; conditionals that are on in a fresh column; bits of the float32 weight */
std::vector<Column> columns_of(const Napi::Int32Array & given);

EditedTokens edited_tokens(const Napi::Object & given);

Continuation continuation_of(const Napi::Object & given);

}  // namespace saelor::binding
