// Columns of a residual tensor, and how a run of them is cut into pieces of fixed sizes.
#pragma once

#include <cstdint>

#include "Api.h"

namespace saelor {

/** Largest number of columns (tokens) that one of our graphs takes; a power of two. */
constexpr int64_t MAX_CHUNK = 64;

/** Columns between others of a chunk that nothing is asked of: special tokens among ordinary ones. */
constexpr int64_t MAX_GAP = 8;

/** Largest power of two that is <= n and <= MAX_CHUNK: so there are seven graph sizes, each built once and then reused. */
inline int64_t chunk_size(int64_t n) {
    int64_t size = 1;
    while (size * 2 <= n && size < MAX_CHUNK) size *= 2;
    return size;
}

inline int chunk_slot(int64_t size) {
    int slot = 0;
    while ((int64_t{1} << slot) < size) slot++;
    return slot;
}

constexpr int N_CHUNK_SLOTS = 7;  // 1, 2, 4, 8, 16, 32, 64

/** The columns [from, from + n) of a contiguous [d_model, n_tokens] tensor, without a context of its own. */
inline ggml_tensor columns_of(ggml_tensor * tensor, int64_t from, int64_t n) {
    ggml_tensor view = *tensor;
    view.ne[1] = n;
    view.nb[2] = view.nb[1] * n;
    view.nb[3] = view.nb[2];
    view.data = static_cast<char *>(tensor->data) + from * tensor->nb[1];
    view.view_src = tensor->view_src != nullptr ? tensor->view_src : tensor;
    view.view_offs = tensor->view_offs + from * tensor->nb[1];
    return view;
}

}  // namespace saelor
