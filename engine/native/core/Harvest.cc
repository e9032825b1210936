#include "Harvest.h"

#include "TextBatches.h"

namespace saelor {

HarvestResult harvest(llama_context * context, Tap & tap, const HarvestRequest & request, const std::atomic<bool> & cancelled, std::atomic<int64_t> & done) {
    HarvestResult result;
    result.offsets.push_back(0);
    const auto column = [&](TextPlace place) { return Column{-1, request.skip[place.text][place.position] == 0}; };
    const TextRun run{request.texts, column, static_cast<size_t>(api().llama_n_batch(context)), true};
    run_texts(context, tap, run, cancelled, done, [&](const TextBatch & batch) {
        const auto & reading = batch.readout.whole[request.dictionary];
        size_t record = 0;
        for (const auto & wanted : batch.columns) {
            if (wanted.read) {
                result.features.insert(result.features.end(), reading.features.begin() + reading.offsets[record], reading.features.begin() + reading.offsets[record + 1]);
                result.norms.push_back(reading.norms[record]);
                record++;
            } else {
                result.norms.push_back(0.0f);
            }
            result.offsets.push_back(static_cast<int32_t>(result.features.size()));
        }
    });
    return result;
}

}  // namespace saelor
