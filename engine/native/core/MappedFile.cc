#include "MappedFile.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>

namespace saelor {

MappedFile::MappedFile(const std::string & path) : path_(path) {
    const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) throw std::runtime_error("cannot open " + path + ": " + strerror(errno));
    struct stat info {};
    if (fstat(fd, &info) != 0 || info.st_size <= 0) {
        close(fd);
        throw std::runtime_error("cannot read the size of " + path);
    }
    size_ = static_cast<size_t>(info.st_size);
    void * map = mmap(nullptr, size_, PROT_READ, MAP_SHARED, fd, 0);
    close(fd);
    if (map == MAP_FAILED) throw std::runtime_error("cannot map " + path + ": " + strerror(errno));
    data_ = static_cast<const uint8_t *>(map);
}

MappedFile::~MappedFile() {
    if (data_ != nullptr) munmap(const_cast<uint8_t *>(data_), size_);
}

const uint8_t * MappedFile::range(size_t offset, size_t bytes) const {
    if (offset > size_ || bytes > size_ - offset) {
        throw std::runtime_error(path_ + ": bytes " + std::to_string(offset) + "+" + std::to_string(bytes) + " lie outside its " + std::to_string(size_));
    }
    return data_ + offset;
}

}  // namespace saelor
