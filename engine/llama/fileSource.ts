import {GgmlType, GgufInsights, type Llama, readGgufFileInfo} from "node-llama-cpp";
import {EngineError, type KvType} from "../contract/index.ts";
import {type ContextHooks, withContextHooks} from "./addonContext.ts";
import {BATCH, cellsOf, computeBytes, elementBytes, type FitSource, type Memory, offloaded, VOCABULARY_BYTES} from "./fitSource.ts";
import {nativeAddon} from "./nativeAddon.ts";
import {native} from "./nativeErrors.ts";

/**
 * A model file, asked through llama.cpp itself: node-llama-cpp loads it without its weights and lays out a context as ours is, so that the numbers
 * are those of a real load (tests/bench: `saelor bench fit`).
 * @throws EngineError `model/load-failed`
 */
export async function fileSource(llama: Llama, path: string): Promise<FitSource> {
    const insights = await open(llama, path);
    const {nLayers, cachePerCell} = layout(insights);
    return {
        nLayers,
        trainedContextSize: insights.trainContextSize ?? 0,
        fileBytes: insights.modelSize,
        ...readPerToken(insights),
        async weights(gpuLayers) {
            const {gpuVram, cpuRam} = await insights.estimateModelResourceRequirementsV2({gpuLayers, useMmap: true});
            return {vram: gpuVram, ram: cpuRam};
        },
        async context(gpuLayers, {contextSize, sequences, kvType}) {
            const cells = cellsOf({contextSize, sequences, kvType});
            const all = cells * elementBytes(kvType) * cachePerCell;
            const share = offloaded(gpuLayers, nLayers) / nLayers;
            if (cells > MOST_CELLS) {
                const compute = computeBytes(insights.embeddingVectorSize ?? 0, cells) + VOCABULARY_BYTES * wordsOf(insights);
                const cache = {vram: all * share, ram: all * (1 - share)};
                return {cache, compute: gpuLayers === 0 ? {vram: 0, ram: compute} : {vram: compute, ram: 64 * cells}};
            }
            const type = GgmlType[kvType];
            const {gpuVram, cpuRam} = await asOurs(llama, () =>
                insights.estimateContextResourceRequirementsV2({
                    contextSize,
                    sequences,
                    batchSize: Math.min(BATCH, contextSize),
                    modelGpuLayers: gpuLayers,
                    flashAttention: needsFlashAttention(kvType) ? true : "auto",
                    kvCacheKeyType: type,
                    kvCacheValueType: type
                })
            );
            const beside = VOCABULARY_BYTES * wordsOf(insights) + (gpuLayers === 0 ? cpuRam - untouchedLogits(insights, contextSize) : cpuRam);
            const cache = {vram: Math.min(gpuVram, all * share), ram: Math.min(beside, all * (1 - share))};
            return {cache, compute: {vram: gpuVram - cache.vram, ram: beside - cache.ram} satisfies Memory};
        },
        // it keeps vocabularies of the models that it pretended to load, and offers no way to let go of them
        dispose: async () => (insights as unknown as {_simulationSession?: {dispose(): Promise<void>}})._simulationSession?.dispose()
    };
}

/** Laying out a context takes llama.cpp some memory for each of its cells, also where it only pretends; what asks for more is reckoned by formula. */
const MOST_CELLS = 4 << 20;

/** llama.cpp keeps values in blocks only beside flash attention. */
export const needsFlashAttention = (kvType: KvType | undefined) => kvType === "Q8_0" || kvType === "Q4_0";

async function open(llama: Llama, path: string): Promise<GgufInsights> {
    try {
        return await GgufInsights.from(await readGgufFileInfo(path, {sourceType: "filesystem", logWarnings: false}), llama);
    } catch (cause) {
        throw new EngineError("model/load-failed", {path, detail: cause instanceof Error ? cause.message : String(cause)}, {cause});
    }
}

/** Numbers of keys and values that a token leaves in all layers together; windows are not looked at, the total that llama.cpp tells counts. */
function layout(insights: GgufInsights): {nLayers: number; cachePerCell: number} {
    const nLayers = insights.totalLayers - 1;
    const {attention, embedding_length: width = 0} = insights.ggufFileInfo.architectureMetadata;
    const heads = typeof attention?.head_count === "number" ? attention.head_count : 1;
    // some architectures name a number for each layer
    const kvHeads = (attention?.head_count_kv ?? heads) as number | readonly number[];
    const kept = typeof kvHeads === "number" ? nLayers * kvHeads : kvHeads.reduce((sum, count) => sum + count, 0);
    return {nLayers, cachePerCell: kept * ((attention?.key_length ?? width / heads) + (attention?.value_length ?? width / heads))};
}

function readPerToken(insights: GgufInsights): Pick<FitSource, "activeShare" | "unread"> {
    const {fullTensorInfo = [], architectureMetadata} = insights.ggufFileInfo;
    const {expert_count: experts = 0, expert_used_count: used = 0} = architectureMetadata as {expert_count?: number; expert_used_count?: number};
    const sizes = fullTensorInfo.map(({name, dimensions}) => ({name, size: dimensions.reduce<number>((product, dimension) => product * Number(dimension), 1)}));
    const sum = (of: (name: string) => boolean) => sizes.filter(({name}) => of(name)).reduce((total, {size}) => total + size, 0);
    const all = Math.max(
        1,
        sum(() => true)
    );
    const table = (sum((name) => name === "token_embd.weight") / all) * insights.modelSize;
    const tied = !sizes.some(({name}) => name === "output.weight");
    const asleep = experts > 0 ? (sum((name) => name.includes("_exps.")) * (1 - used / experts)) / all : 0;
    return {activeShare: 1 - asleep, unread: (gpuLayers) => (tied && gpuLayers === 0 ? 0 : table)};
}

/**
 * llama.cpp keeps room for the logits of a whole batch and a conversation asks for those of its last token. Pages of main memory that nobody writes
 * take none, but on Windows, where what is asked for is set aside.
 */
const untouchedLogits = (insights: GgufInsights, contextSize: number) =>
    process.platform === "win32" ? 0 : (Math.min(BATCH, contextSize) - 1) * wordsOf(insights) * 4;

const wordsOf = ({ggufFileInfo}: GgufInsights) => ggufFileInfo.metadata.tokenizer?.ggml?.tokens?.length ?? 0;

/** With the one store for all sequences that our tap asks of a context; where the tap can't be had, as node-llama-cpp makes it. */
async function asOurs<Result>(llama: Llama, simulate: () => Promise<Result>): Promise<Result> {
    let tap: InstanceType<ReturnType<typeof nativeAddon>["Tap"]>;
    try {
        tap = new (nativeAddon().Tap)([]);
    } catch {
        return simulate();
    }
    const nothing = () => undefined;
    const hooks: ContextHooks = {
        beforeInit: (context, {contextSize, batchSize, sequences}) => native(() => tap.attach(context, {contextSize, batchSize, sequences})),
        batchStarts: nothing,
        tokensJoin: nothing,
        beforeDecode: nothing,
        afterDecode: nothing
    };
    try {
        return await withContextHooks(llama, hooks, simulate);
    } finally {
        tap.dispose();
    }
}
