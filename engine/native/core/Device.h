// The ggml backend on which a tapped layer lives, for our own small graphs beside the model's.
#pragma once

#include <memory>

#include "Api.h"

namespace saelor {

/** A persistent pool of CPU threads, shared by llama.cpp's graphs and ours, so that no graph starts and joins threads. */
class ThreadPool {
public:
    explicit ThreadPool(int n_threads);
    ~ThreadPool();
    ThreadPool(const ThreadPool &) = delete;
    ThreadPool & operator=(const ThreadPool &) = delete;

    ggml_threadpool_t get() const { return pool_; }
    int n_threads() const { return n_threads_; }

private:
    ggml_threadpool_t pool_ = nullptr;
    int n_threads_;
};

class Device {
public:
    /** @param pool used when the device is the CPU; may be null (then graphs run on one thread) */
    Device(ggml_backend_dev_t device, std::shared_ptr<ThreadPool> pool);
    ~Device();
    Device(const Device &) = delete;
    Device & operator=(const Device &) = delete;

    /** The device that holds a tensor; CPU buffers name none, so the CPU's. */
    static ggml_backend_dev_t holding(const ggml_tensor * tensor);
    static ggml_backend_dev_t cpu();

    ggml_backend_dev_t id() const { return device_; }
    ggml_backend_t backend() const { return backend_; }
    bool is_cpu() const { return is_cpu_; }
    /** @throws std::runtime_error when the graph fails */
    void compute(ggml_cgraph * graph) const;

private:
    ggml_backend_dev_t device_;
    ggml_backend_t backend_ = nullptr;
    bool is_cpu_ = false;
    std::shared_ptr<ThreadPool> pool_;
};

}  // namespace saelor
