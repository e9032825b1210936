#include "TensorArena.h"

#include <stdexcept>

namespace saelor {

TensorArena::TensorArena(size_t max_tensors, size_t max_graphs) : max_tensors_(max_tensors) {
    ggml_init_params params{};
    params.mem_size = max_tensors * api().ggml_tensor_overhead() + max_graphs * api().ggml_graph_overhead_custom(max_tensors, false);
    params.no_alloc = true;
    context_ = api().ggml_init(params);
    if (context_ == nullptr) throw std::runtime_error("out of memory for tensor descriptions");
}

TensorArena::~TensorArena() {
    if (buffer_ != nullptr) api().ggml_backend_buffer_free(buffer_);
    if (adopted_ != nullptr) api().ggml_backend_buffer_free(adopted_);
    api().ggml_free(context_);
}

ggml_cgraph * TensorArena::new_graph() { return api().ggml_new_graph_custom(context_, max_tensors_, false); }

void TensorArena::allocate(const Device & device) {
    buffer_ = api().ggml_backend_alloc_ctx_tensors(context_, device.backend());
    if (buffer_ == nullptr) throw std::runtime_error("out of memory on " + std::string(api().ggml_backend_dev_name(device.id())));
}

void TensorArena::adopt(ggml_tensor * tensor, const void * data) {
    adopted_ = api().ggml_backend_cpu_buffer_from_ptr(const_cast<void *>(data), api().ggml_nbytes(tensor));
    if (adopted_ == nullptr || api().ggml_backend_tensor_alloc(adopted_, tensor, const_cast<void *>(data)) != GGML_STATUS_SUCCESS) {
        throw std::runtime_error("could not use mapped weights");
    }
}

}  // namespace saelor
