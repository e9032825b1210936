// A read-only memory map of a whole file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace saelor {

class MappedFile {
public:
    /** @throws std::runtime_error when the file cannot be opened or mapped */
    explicit MappedFile(const std::string & path);
    ~MappedFile();
    MappedFile(const MappedFile &) = delete;
    MappedFile & operator=(const MappedFile &) = delete;

    size_t size() const { return size_; }
    /** @throws std::runtime_error when [offset, offset + bytes) is not inside the file */
    const uint8_t * range(size_t offset, size_t bytes) const;

private:
    std::string path_;
    size_t size_ = 0;
    const uint8_t * data_ = nullptr;
};

}  // namespace saelor
