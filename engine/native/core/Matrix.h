// A matrix in a GGUF file, memory-mapped, of any type that ggml knows: a dictionary's decoder, a model's unembedding.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "Device.h"
#include "MappedFile.h"

namespace saelor {

struct MatrixSpec {
    std::string path;
    ggml_type type = GGML_TYPE_F32;
    size_t offset = 0;
    int64_t columns = 0;
    int64_t rows = 0;
};

class Matrix {
public:
    /** @throws std::runtime_error when it lies outside the file or its type can't be multiplied */
    explicit Matrix(MatrixSpec spec);

    const MatrixSpec & spec() const { return spec_; }
    /** Every row times a vector, on the CPU, on the calling thread and `threads - 1` more. @param vector [columns] @returns [rows] */
    std::vector<float> multiply(const std::vector<float> & vector, int threads) const;
    /** [rows] L2 norms; reads the whole matrix. */
    std::vector<float> row_norms(int threads) const;

private:
    MatrixSpec spec_;
    MappedFile file_;
    const uint8_t * data_ = nullptr;
};

}  // namespace saelor
