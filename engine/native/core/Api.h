// The functions of ggml and llama that the core calls, looked up by name at run time in the libraries that the process has
// already loaded. One build of this addon therefore serves the CPU, CUDA, Metal and Vulkan variants unchanged.
#pragma once

#include <string>
#include <vector>

#include "ggml-alloc.h"
#include "ggml-backend.h"
#include "ggml-cpu.h"
#include "ggml.h"
#include "llama.h"

#define SAELOR_API_FUNCTIONS(X)        \
    X(ggml_init)                       \
    X(ggml_free)                       \
    X(ggml_new_tensor_1d)              \
    X(ggml_new_tensor_2d)              \
    X(ggml_mul_mat)                    \
    X(ggml_add)                        \
    X(ggml_add_inplace)                \
    X(ggml_sub)                        \
    X(ggml_mul)                        \
    X(ggml_div)                        \
    X(ggml_sqr)                        \
    X(ggml_sqrt)                       \
    X(ggml_sum_rows)                   \
    X(ggml_clamp)                      \
    X(ggml_scale)                      \
    X(ggml_scale_bias)                 \
    X(ggml_repeat)                     \
    X(ggml_step)                       \
    X(ggml_new_graph_custom)           \
    X(ggml_build_forward_expand)       \
    X(ggml_tensor_overhead)            \
    X(ggml_graph_overhead_custom)      \
    X(ggml_nbytes)                     \
    X(ggml_row_size)                   \
    X(ggml_blck_size)                  \
    X(ggml_is_contiguous)              \
    X(ggml_get_type_traits)            \
    X(ggml_backend_load_all_from_path) \
    X(ggml_backend_dev_by_type)        \
    X(ggml_backend_dev_by_name)        \
    X(ggml_backend_dev_backend_reg)    \
    X(ggml_backend_dev_init)           \
    X(ggml_backend_dev_name)           \
    X(ggml_backend_dev_type)           \
    X(ggml_backend_reg_get_proc_address) \
    X(ggml_backend_free)               \
    X(ggml_backend_graph_compute)      \
    X(ggml_backend_alloc_ctx_tensors)  \
    X(ggml_backend_buffer_free)        \
    X(ggml_backend_buffer_is_host)     \
    X(ggml_backend_buffer_get_type)    \
    X(ggml_backend_buft_get_device)    \
    X(ggml_backend_cpu_buffer_from_ptr) \
    X(ggml_backend_tensor_alloc)       \
    X(ggml_backend_tensor_copy)        \
    X(ggml_backend_tensor_get)         \
    X(ggml_backend_tensor_set)         \
    X(llama_attach_threadpool)         \
    X(llama_batch_init)                \
    X(llama_batch_free)                \
    X(llama_decode)                    \
    X(llama_synchronize)               \
    X(llama_get_logits_ith)            \
    X(llama_get_memory)                \
    X(llama_get_model)                 \
    X(llama_memory_clear)              \
    X(llama_memory_seq_cp)             \
    X(llama_memory_seq_rm)             \
    X(llama_model_get_vocab)           \
    X(llama_n_batch)                   \
    X(llama_n_ctx)                     \
    X(llama_n_seq_max)                 \
    X(llama_sampler_chain_add)         \
    X(llama_sampler_chain_default_params) \
    X(llama_sampler_chain_init)        \
    X(llama_sampler_free)              \
    X(llama_sampler_init_dist)         \
    X(llama_sampler_init_greedy)       \
    X(llama_sampler_init_min_p)        \
    X(llama_sampler_init_penalties)    \
    X(llama_sampler_init_temp)         \
    X(llama_sampler_init_top_k)        \
    X(llama_sampler_init_top_p)        \
    X(llama_sampler_sample)            \
    X(llama_vocab_is_eog)              \
    X(llama_vocab_n_tokens)

namespace saelor {

struct Api {
#define X(name) decltype(&::name) name = nullptr;
    SAELOR_API_FUNCTIONS(X)
#undef X
};

/**
 * Fills the table from libllama, libggml and libggml-base as they lie in this process.
 * @param extra_libraries paths to open first (stand-alone programs); empty inside Node, where node-llama-cpp has loaded them
 * @throws std::runtime_error naming the function or library that is missing
 */
void load_api(const std::vector<std::string> & extra_libraries = {});

/** The table; every member is set once `load_api` has returned. */
const Api & api();

}  // namespace saelor
