#include "Api.h"

#include <dlfcn.h>

#include <stdexcept>

#if defined(__APPLE__)
#include <mach-o/dyld.h>
#else
#include <link.h>
#endif

namespace saelor {

namespace {

Api table;
bool loaded = false;

bool is_wanted(const std::string & path) {
    const auto slash = path.find_last_of('/');
    const std::string name = slash == std::string::npos ? path : path.substr(slash + 1);
    return name.rfind("libllama", 0) == 0 || name.rfind("libggml", 0) == 0;
}

/** Paths of the llama and ggml libraries that the dynamic linker holds now. */
std::vector<std::string> loaded_libraries() {
    std::vector<std::string> paths;
#if defined(__APPLE__)
    for (uint32_t i = 0; i < _dyld_image_count(); i++) {
        const char * path = _dyld_get_image_name(i);
        if (path != nullptr && is_wanted(path)) paths.emplace_back(path);
    }
#else
    dl_iterate_phdr(
        [](struct dl_phdr_info * info, size_t, void * out) {
            if (info->dlpi_name != nullptr && is_wanted(info->dlpi_name)) {
                static_cast<std::vector<std::string> *>(out)->emplace_back(info->dlpi_name);
            }
            return 0;
        },
        &paths);
#endif
    return paths;
}

}  // namespace

void load_api(const std::vector<std::string> & extra_libraries) {
    if (loaded) return;
    for (const auto & path : extra_libraries) {
        if (dlopen(path.c_str(), RTLD_NOW | RTLD_GLOBAL) == nullptr) throw std::runtime_error(std::string("cannot open ") + dlerror());
    }

    std::vector<void *> handles;
    for (const auto & path : loaded_libraries()) {
        if (void * handle = dlopen(path.c_str(), RTLD_LAZY | RTLD_NOLOAD)) handles.push_back(handle);
    }
    if (handles.empty()) throw std::runtime_error("llama.cpp's libraries are not loaded in this process");

    const auto find = [&](const char * name) -> void * {
        for (void * handle : handles) {
            if (void * symbol = dlsym(handle, name)) return symbol;
        }
        throw std::runtime_error(std::string("llama.cpp's libraries do not export ") + name);
    };
    Api found;
#define X(name) found.name = reinterpret_cast<decltype(found.name)>(find(#name));
    SAELOR_API_FUNCTIONS(X)
#undef X
    table = found;
    loaded = true;
}

const Api & api() { return table; }

}  // namespace saelor
