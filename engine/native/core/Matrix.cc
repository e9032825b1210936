#include "Matrix.h"

#include <cmath>
#include <cstring>
#include <stdexcept>
#include <thread>

#include "TensorArena.h"

namespace saelor {

Matrix::Matrix(MatrixSpec spec) : spec_(std::move(spec)), file_(spec_.path) {
    const auto & s = spec_;
    if (s.columns <= 0 || s.rows <= 0) throw std::runtime_error(s.path + ": empty matrix");
    if (s.type < 0 || s.type >= GGML_TYPE_COUNT || api().ggml_blck_size(s.type) <= 0) throw std::runtime_error(s.path + ": unknown tensor type " + std::to_string(s.type));
    if (s.columns % api().ggml_blck_size(s.type) != 0) throw std::runtime_error(s.path + ": a row is no multiple of its type's block");
    const auto * traits = api().ggml_get_type_traits(s.type);
    if (s.type != GGML_TYPE_F32 && (traits == nullptr || traits->to_float == nullptr)) throw std::runtime_error(s.path + ": tensors of this type hold no numbers");
    data_ = file_.range(s.offset, s.rows * api().ggml_row_size(s.type, s.columns));
}

std::vector<float> Matrix::multiply(const std::vector<float> & vector, int threads) const {
    if (static_cast<int64_t>(vector.size()) != spec_.columns) throw std::runtime_error("the vector is not as long as a row");
    auto pool = threads > 1 ? std::make_shared<ThreadPool>(threads) : nullptr;
    const Device device(Device::cpu(), pool);
    TensorArena arena(8);
    auto * context = arena.context();
    auto * matrix = api().ggml_new_tensor_2d(context, spec_.type, spec_.columns, spec_.rows);
    arena.adopt(matrix, data_);
    auto * x = api().ggml_new_tensor_1d(context, GGML_TYPE_F32, spec_.columns);
    auto * y = api().ggml_mul_mat(context, matrix, x);
    auto * graph = arena.new_graph();
    api().ggml_build_forward_expand(graph, y);
    arena.allocate(device);
    api().ggml_backend_tensor_set(x, vector.data(), 0, vector.size() * sizeof(float));
    device.compute(graph);
    std::vector<float> out(spec_.rows);
    api().ggml_backend_tensor_get(y, out.data(), 0, out.size() * sizeof(float));
    return out;
}

std::vector<float> Matrix::row_norms(int threads) const {
    std::vector<float> norms(spec_.rows);
    const size_t row_bytes = api().ggml_row_size(spec_.type, spec_.columns);
    const auto part = [&](int64_t from, int64_t to) {
        std::vector<float> row(spec_.columns);
        for (int64_t i = from; i < to; i++) {
            const uint8_t * source = data_ + i * row_bytes;
            if (spec_.type == GGML_TYPE_F32) {
                memcpy(row.data(), source, row_bytes);
            } else {
                api().ggml_get_type_traits(spec_.type)->to_float(source, row.data(), spec_.columns);
            }
            double square = 0.0;
            for (const float value : row) square += static_cast<double>(value) * value;
            norms[i] = static_cast<float>(std::sqrt(square));
        }
    };
    const int64_t n = std::max(1, threads);
    std::vector<std::thread> others;
    for (int64_t t = 1; t < n; t++) others.emplace_back(part, spec_.rows * t / n, spec_.rows * (t + 1) / n);
    part(0, spec_.rows / n);
    for (auto & thread : others) thread.join();
    return norms;
}

}  // namespace saelor
