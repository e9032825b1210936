// Checks the core on one device against plain loops, without Node and without a model:
//   saelor_check <folder with llama.cpp's libraries> [device name]     e.g. CUDA0, Vulkan0, CPU
// Prints one line per check and ends with the number that failed.
#include <dirent.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "Encoder.h"
#include "LayerProgram.h"
#include "Reconstruction.h"

using namespace saelor;

namespace {

constexpr int64_t D_MODEL = 256, N_FEATURES = 1024;
int failures = 0;

void report(const std::string & what, double error, double limit) {
    const bool good = error <= limit;
    failures += good ? 0 : 1;
    printf("%-58s largest error %.2e %s\n", what.c_str(), error, good ? "" : "  TOO LARGE");
}

/** A rule and a normalisation, as a dictionary may combine them. */
struct Kind {
    const char * name;
    Rule rule;
    Normalization normalization = Normalization::none;
    bool topk_signed = false;
};

/** Weights in memory and in a file that a Dictionary maps. */
struct Fixture {
    std::vector<float> encoder, bias, decoder, threshold, decoder_bias;
    std::string path;

    explicit Fixture(unsigned seed) : encoder(N_FEATURES * D_MODEL), bias(N_FEATURES), decoder(N_FEATURES * D_MODEL), threshold(N_FEATURES), decoder_bias(D_MODEL) {
        std::mt19937 random(seed);
        std::normal_distribution<float> normal;
        for (auto & w : encoder) w = normal(random) / 16.0f;
        for (auto & b : bias) b = 0.1f * normal(random);
        for (auto & w : decoder) w = normal(random) / 16.0f;
        for (auto & b : decoder_bias) b = 0.1f * normal(random);
        for (auto & t : threshold) t = std::abs(0.3f * normal(random));
        char name[] = "/tmp/saelor-check-XXXXXX";
        const int fd = mkstemp(name);
        path = name;
        FILE * file = fdopen(fd, "wb");
        for (const auto * tensor : {&encoder, &bias, &decoder, &threshold, &decoder_bias}) fwrite(tensor->data(), sizeof(float), tensor->size(), file);
        fclose(file);
    }
    ~Fixture() { unlink(path.c_str()); }

    std::shared_ptr<const Dictionary> dictionary(const Kind & kind) const {
        DictionarySpec spec;
        spec.path = path;
        spec.d_model = D_MODEL;
        spec.n_features = N_FEATURES;
        spec.rule = kind.rule;
        spec.k = kind.rule == Rule::topk ? 16 : 0;
        spec.topk_signed = kind.topk_signed;
        spec.normalization = kind.normalization;
        spec.encoder_offset = 0;
        spec.encoder_bias_offset = encoder.size() * sizeof(float);
        spec.decoder_offset = spec.encoder_bias_offset + bias.size() * sizeof(float);
        const size_t threshold_offset = spec.decoder_offset + decoder.size() * sizeof(float);
        spec.decoder_bias_offset = threshold_offset + threshold.size() * sizeof(float);
        spec.threshold_offset = kind.rule == Rule::jumprelu ? threshold_offset : 0;
        return std::make_shared<const Dictionary>(spec);
    }

    /** What x is divided by before the encoder, by the definition. */
    static double gain(const float * x, Normalization normalization, bool out) {
        if (normalization == Normalization::none) return 1.0;
        double mean = 0.0, squares = 0.0;
        for (int64_t j = 0; j < D_MODEL; j++) mean += x[j] / double(D_MODEL);
        const bool rms = normalization == Normalization::rms;
        for (int64_t j = 0; j < D_MODEL; j++) squares += std::pow(x[j] - (rms ? 0.0 : mean), 2);
        return rms ? std::sqrt(squares / D_MODEL) : std::sqrt(squares / (D_MODEL - 1)) + (out ? 0.0 : 1e-5);
    }

    /** All activations of one token, in double, by the rule's definition. */
    std::vector<double> activations(const float * x, const Kind & kind) const {
        std::vector<double> f(N_FEATURES);
        const double g = gain(x, kind.normalization, false);
        for (int64_t i = 0; i < N_FEATURES; i++) {
            double h = bias[i];
            for (int64_t j = 0; j < D_MODEL; j++) h += double(encoder[i * D_MODEL + j]) * x[j] / g;
            f[i] = kind.topk_signed ? h : std::max(h, 0.0);
            if (kind.rule == Rule::jumprelu && h <= threshold[i]) f[i] = 0.0;
        }
        if (kind.rule == Rule::topk) {
            auto sorted = f;
            std::sort(sorted.begin(), sorted.end(), std::greater<double>());
            for (auto & value : f) {
                if (value < sorted[15]) value = 0.0;
            }
        }
        return f;
    }
};

/** The residual of `n` tokens on the device. */
struct Residual {
    std::vector<float> host;
    TensorArena arena{2};
    ggml_tensor * tensor;

    Residual(const Device & device, int64_t n, unsigned seed) : host(D_MODEL * n) {
        std::mt19937 random(seed);
        std::normal_distribution<float> normal;
        for (auto & x : host) x = normal(random);
        tensor = api().ggml_new_tensor_2d(arena.context(), GGML_TYPE_F32, D_MODEL, n);
        arena.allocate(device);
        api().ggml_backend_tensor_set(tensor, host.data(), 0, host.size() * sizeof(float));
    }
    std::vector<float> read() const {
        std::vector<float> out(host.size());
        api().ggml_backend_tensor_get(tensor, out.data(), 0, out.size() * sizeof(float));
        return out;
    }
};

void check_encoder(const Fixture & fixture, const Kind & kind, std::shared_ptr<const Device> device, int64_t n) {
    Encoder encoder(fixture.dictionary(kind), device);
    Residual x(*device, n, 7);
    const float * h = encoder.pre_activations(x.tensor);
    double worst = 0.0;
    std::vector<FeatureValue> top(16);
    for (int64_t column = 0; column < n; column++) {
        const auto expected = fixture.activations(x.host.data() + column * D_MODEL, kind);
        auto sorted = expected;
        std::sort(sorted.begin(), sorted.end(), std::greater<double>());
        const int32_t count = top_features(encoder.dictionary(), h + column * N_FEATURES, 16, top.data());
        for (int32_t i = 0; i < 16; i++) {
            const double value = i < count ? top[i].value : 0.0;
            worst = std::max(worst, std::abs(value - sorted[i]));
            if (i < count) worst = std::max(worst, std::abs(value - expected[top[i].feature]));
        }
    }
    report(std::string("top 16 of 1,024 features, ") + kind.name + ", " + std::to_string(n) + " tokens", worst, 5e-3);
}

void check_edits(const Fixture & fixture, const Kind & kind, std::shared_ptr<const Device> device, int64_t n) {
    const auto dictionary = fixture.dictionary(kind);
    EditTable table;
    table.sets.resize(2);
    table.sets[0].edits = {{0, 3, Mode::add, 2.0f}, {0, 5, Mode::pin, 1.5f}, {0, 8, Mode::scale, 3.0f}, {0, 9, Mode::add, -1.0f}, {0, 12, Mode::shift, 0.7f}};
    table.sets[1].edits = {{0, 11, Mode::pin, 0.0f}, {0, 13, Mode::shift, 4.0f, 0, 0}, {0, 14, Mode::add, 5.0f, -1, 1u}};
    table.sets[1].restore = 0.7f;
    table.sets[1].caps = {3.0f};
    table.sets[1].inputs = {{0, 700}};
    table.sets[1].conditionals.resize(1);
    table.watch = {{0, 5}, {0, 700}};
    table.top_k = {0};
    LayerProgram program(0, table, {dictionary}, device);
    Residual x(*device, n, 11);
    std::vector<ColumnEdits> sets(n);
    for (int64_t i = 0; i < n; i++) sets[i] = {static_cast<int32_t>((i + 1) % 3) - 1, static_cast<uint32_t>(i / 3 % 2), i % 2 == 0 ? 1.0f : 0.25f};

    std::vector<std::vector<float>> cutoffs;
    if (kind.rule == Rule::topk) {
        Encoder encoder(dictionary, device);
        std::vector<float> scratch;
        const float * h = encoder.pre_activations(x.tensor);
        auto & column_cutoffs = cutoffs.emplace_back(n);
        for (int64_t i = 0; i < n; i++) column_cutoffs[i] = topk_cutoff(h + i * N_FEATURES, N_FEATURES, 16, kind.topk_signed, scratch);
    }
    std::vector<float> watched(n * program.n_watched());
    program.run(x.tensor, sets.data(), cutoffs, watched.data());
    const auto edited = x.read();

    double worst = 0.0, worst_watch = 0.0;
    for (int64_t column = 0; column < n; column++) {
        const auto f = fixture.activations(x.host.data() + column * D_MODEL, kind);
        std::vector<double> expected(x.host.begin() + column * D_MODEL, x.host.begin() + (column + 1) * D_MODEL);
        const auto & [chosen, on, weight] = sets[column];
        if (chosen >= 0) {
            const auto & set = table.sets[chosen];
            const double gain = Fixture::gain(x.host.data() + column * D_MODEL, kind.normalization, true);
            std::vector<double> step(D_MODEL);
            for (const auto & edit : set.edits) {
                if (!edit.acts(on)) continue;
                const double change = edit.mode == Mode::pin ? edit.value - f[edit.feature] : edit.mode == Mode::scale ? (edit.value - 1.0) * f[edit.feature] : edit.value;
                const double amount = weight * (edit.mode == Mode::shift ? change : change * gain);
                for (int64_t j = 0; j < D_MODEL; j++) step[j] += amount * fixture.decoder[edit.feature * D_MODEL + j];
            }
            const auto length = [](const std::vector<double> & of) {
                double square = 0.0;
                for (const double value : of) square += value * value;
                return std::sqrt(square);
            };
            const double before = length(expected), shrink = set.caps.empty() ? 1.0 : std::min(1.0, set.caps[0] / length(step));
            for (int64_t j = 0; j < D_MODEL; j++) expected[j] += shrink * step[j];
            const double restored = 1.0 - set.restore + set.restore * before / length(expected);
            for (auto & value : expected) value *= restored;
        }
        for (int64_t j = 0; j < D_MODEL; j++) worst = std::max(worst, std::abs(expected[j] - edited[column * D_MODEL + j]));
        worst_watch = std::max({worst_watch, std::abs(f[5] - watched[column * 2]), std::abs(f[700] - watched[column * 2 + 1])});
    }
    report(std::string("edits, weights, cap, restored length, ") + kind.name + ", " + std::to_string(n) + " tokens", worst, 5e-3);
    std::vector<float> inputs(n * program.inputs().size());
    Residual again(*device, n, 11);
    program.read_inputs(again.tensor, cutoffs, inputs.data());
    for (int64_t column = 0; column < n; column++) {
        const auto f = fixture.activations(again.host.data() + column * D_MODEL, kind);
        worst_watch = std::max(worst_watch, std::abs(f[700] - inputs[column]));
    }
    report(std::string("watched features and what rules read, ") + kind.name + ", " + std::to_string(n) + " tokens", worst_watch, 5e-3);
}

void check_reconstruction(const Fixture & fixture, const Kind & kind, std::shared_ptr<const Device> device) {
    constexpr int64_t n = 4;
    Encoder encoder(fixture.dictionary(kind), device);
    Residual x(*device, n, 13);
    const float * h = encoder.pre_activations(x.tensor);
    std::vector<float> scratch, row, xhat(D_MODEL);
    double worst = 0.0;
    for (int64_t column = 0; column < n; column++) {
        const float * token = x.host.data() + column * D_MODEL;
        std::vector<FeatureValue> active;
        active_features(encoder.dictionary(), h + column * N_FEATURES, active, scratch);
        reconstruct(encoder.dictionary(), active.data(), active.size(), token, xhat.data(), row);
        const auto f = fixture.activations(token, kind);
        double mean = 0.0;
        for (int64_t j = 0; j < D_MODEL && kind.normalization == Normalization::layer_norm; j++) mean += token[j] / double(D_MODEL);
        for (int64_t j = 0; j < D_MODEL; j++) {
            double expected = fixture.decoder_bias[j];
            for (int64_t i = 0; i < N_FEATURES; i++) expected += f[i] * fixture.decoder[i * D_MODEL + j];
            worst = std::max(worst, std::abs(expected * Fixture::gain(token, kind.normalization, true) + mean - xhat[j]));
        }
    }
    report(std::string("reconstruction, ") + kind.name, worst, 2e-2);
}

std::vector<std::string> libraries_in(const std::string & folder) {
    std::vector<std::string> base, rest;
    DIR * directory = opendir(folder.c_str());
    if (directory == nullptr) throw std::runtime_error("no folder " + folder);
    while (const dirent * entry = readdir(directory)) {
        const std::string name = entry->d_name;
        if (name.rfind("libggml-base", 0) == 0) base.push_back(folder + "/" + name);
        if (name.rfind("libggml.", 0) == 0) rest.insert(rest.begin(), folder + "/" + name);
        if (name.rfind("libllama.", 0) == 0) rest.push_back(folder + "/" + name);
    }
    closedir(directory);
    base.insert(base.end(), rest.begin(), rest.end());
    return base;
}

}  // namespace

int main(int argc, char ** argv) {
    if (argc < 2) {
        fprintf(stderr, "usage: saelor_check <folder with llama.cpp's libraries> [device name]\n");
        return 2;
    }
    try {
        load_api(libraries_in(argv[1]));
        api().ggml_backend_load_all_from_path(argv[1]);
        auto * id = argc > 2 ? api().ggml_backend_dev_by_name(argv[2]) : Device::cpu();
        if (id == nullptr) throw std::runtime_error(std::string("no device ") + argv[2]);
        auto pool = std::make_shared<ThreadPool>(2);
        auto device = std::make_shared<const Device>(id, pool);
        printf("device %s\n", api().ggml_backend_dev_name(id));
        const Fixture fixture(1);
        const Kind kinds[] = {
            {"relu", Rule::relu},
            {"jumprelu", Rule::jumprelu},
            {"topk", Rule::topk},
            {"topk, signed", Rule::topk, Normalization::none, true},
            {"relu after rms", Rule::relu, Normalization::rms},
            {"jumprelu after layer norm", Rule::jumprelu, Normalization::layer_norm},
            {"topk after layer norm", Rule::topk, Normalization::layer_norm},
        };
        for (const auto & kind : kinds) {
            for (const int64_t n : {1, 4, 64}) {
                check_encoder(fixture, kind, device, n);
                check_edits(fixture, kind, device, n);
            }
            check_reconstruction(fixture, kind, device);
        }
    } catch (const std::exception & error) {
        fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    printf("%d failed\n", failures);
    return failures == 0 ? 0 : 1;
}
