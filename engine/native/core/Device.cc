#include "Device.h"

#include <stdexcept>

namespace saelor {

namespace {

template <typename Function>
Function * cpu_function(const char * name) {
    auto * reg = api().ggml_backend_dev_backend_reg(Device::cpu());
    auto * function = api().ggml_backend_reg_get_proc_address(reg, name);
    if (function == nullptr) throw std::runtime_error(std::string("the CPU backend does not offer ") + name);
    return reinterpret_cast<Function *>(function);
}

}  // namespace

ThreadPool::ThreadPool(int n_threads) : n_threads_(n_threads) {
    ggml_threadpool_params params{};
    params.n_threads = n_threads;
    params.prio = GGML_SCHED_PRIO_NORMAL;
    params.poll = 50;  // threads spin briefly for the next graph, then sleep: ggml's own default
    pool_ = cpu_function<decltype(ggml_threadpool_new)>("ggml_threadpool_new")(&params);
    if (pool_ == nullptr) throw std::runtime_error("could not start a thread pool");
}

ThreadPool::~ThreadPool() { cpu_function<decltype(ggml_threadpool_free)>("ggml_threadpool_free")(pool_); }

ggml_backend_dev_t Device::cpu() {
    auto * device = api().ggml_backend_dev_by_type(GGML_BACKEND_DEVICE_TYPE_CPU);
    if (device == nullptr) throw std::runtime_error("no CPU backend is loaded");
    return device;
}

ggml_backend_dev_t Device::holding(const ggml_tensor * tensor) {
    const ggml_backend_buffer_t buffer = tensor->view_src != nullptr ? tensor->view_src->buffer : tensor->buffer;
    if (buffer == nullptr || api().ggml_backend_buffer_is_host(buffer)) return cpu();
    auto * device = api().ggml_backend_buft_get_device(api().ggml_backend_buffer_get_type(buffer));
    return device == nullptr ? cpu() : device;
}

Device::Device(ggml_backend_dev_t device, std::shared_ptr<ThreadPool> pool) : device_(device), pool_(std::move(pool)) {
    is_cpu_ = api().ggml_backend_dev_type(device) == GGML_BACKEND_DEVICE_TYPE_CPU;
    backend_ = api().ggml_backend_dev_init(device, nullptr);
    if (backend_ == nullptr) throw std::runtime_error(std::string("could not start device ") + api().ggml_backend_dev_name(device));
    if (is_cpu_) {
        cpu_function<void(ggml_backend_t, int)>("ggml_backend_set_n_threads")(backend_, pool_ ? pool_->n_threads() : 1);
        if (pool_) cpu_function<void(ggml_backend_t, ggml_threadpool_t)>("ggml_backend_cpu_set_threadpool")(backend_, pool_->get());
    }
}

Device::~Device() { api().ggml_backend_free(backend_); }

void Device::compute(ggml_cgraph * graph) const {
    const auto status = api().ggml_backend_graph_compute(backend_, graph);
    if (status != GGML_STATUS_SUCCESS) throw std::runtime_error("graph failed on " + std::string(api().ggml_backend_dev_name(device_)));
}

}  // namespace saelor
