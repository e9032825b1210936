// Tensors and graphs that live and die together on one device.
#pragma once

#include <cstddef>

#include "Device.h"

namespace saelor {

class TensorArena {
public:
    /** @param max_tensors how many tensors may be made, and nodes in each graph */
    explicit TensorArena(size_t max_tensors, size_t max_graphs = 1);
    ~TensorArena();
    TensorArena(const TensorArena &) = delete;
    TensorArena & operator=(const TensorArena &) = delete;

    ggml_context * context() const { return context_; }
    ggml_cgraph * new_graph();
    /** Gives memory on the device to every tensor that has none. @throws std::runtime_error when it is out of memory */
    void allocate(const Device & device);
    /** Lets a tensor use memory that someone else owns (a memory map). */
    void adopt(ggml_tensor * tensor, const void * data);

private:
    size_t max_tensors_;
    ggml_context * context_ = nullptr;
    ggml_backend_buffer_t buffer_ = nullptr;
    ggml_backend_buffer_t adopted_ = nullptr;
};

}  // namespace saelor
