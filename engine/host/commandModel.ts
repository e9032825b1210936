import {readFile} from "node:fs/promises";
import path from "node:path";
import {type Command, InvalidArgumentError} from "commander";
import {DEFAULT_SAMPLING, EngineError, labelFileSchema, type Sampling, type Steering} from "../contract/index.ts";
import {type CalibratedDictionary, calibratedDictionary, identifyModel, readDictionaryFile} from "../dictionaries/index.ts";
import type {LoadedPair} from "../presets/types.ts";
import {compileSteering} from "../steering/index.ts";
import {demoFolder, readDemo} from "./demo.ts";
import {interruptSignal} from "./interrupt.ts";
import {workspaceGate} from "./workspaceGate.ts";

export interface ModelOptions {
    readonly model?: string;
    readonly dictionary?: readonly string[];
    /** which of them; absent: the first */
    readonly in?: string;
    readonly context?: number;
    readonly threads?: number;
}

/** The options that every command on a model has; without them it runs on the bundled demo. */
export function withModelOptions(command: Command): Command {
    return command
        .option("--model <file>", "GGUF model (default: the bundled demo, with its dictionaries)")
        .option(
            "--dictionary <file>",
            "a .sae.gguf of that model; may be given several times; without --model, as --in",
            (file: string, before: readonly string[] = []) => [...before, file]
        )
        .option("--in <dictionary>", "which of its dictionaries: a part of its name or file name, its id, or its number from 0 (default: the first)")
        .option("--context <tokens>", "context size", wholeNumber)
        .option("--threads <number>", "CPU threads, at most one a processor (default: by model size)", wholeNumber);
}

/**
 * A model with its dictionaries and labels, for one command. Dispose it. It needs no workspace, but what the default one moderates is moderated here too: features
 * are neither named nor steered unless that workspace grants research access.
 */
export async function openCommandModel({model, dictionary, in: asked, context, threads}: ModelOptions) {
    const signal = interruptSignal();
    const demo = model === undefined ? readDemo() : undefined;
    if (demo !== undefined && (dictionary?.length ?? 0) + (asked === undefined ? 0 : 1) > 1)
        throw new EngineError("input/invalid", {detail: "several dictionaries need --model: the bundled model has its own, of which one is meant"});
    const modelPath = model ?? path.join(demoFolder(), demo!.model);
    const dictionaryPaths = demo?.dictionaries.map(({file}) => path.join(demoFolder(), file)) ?? dictionary ?? [];
    const files = await Promise.all(dictionaryPaths.map((file) => readDictionaryFile(file)));
    const asFiled = await Promise.all(files.map((file) => calibratedDictionary(file)));
    // what names no dictionary means the first
    const named = asked ?? (demo === undefined ? undefined : dictionary?.[0]);
    const meant = asFiled.length === 0 && named === undefined ? [] : [chooseDictionary(asFiled, named)];
    const meantFirst = [...meant, ...asFiled.filter((one) => !meant.includes(one))];
    const labels = new Map(
        await Promise.all(
            (demo?.dictionaries ?? []).map(async (entry, i) => [files[i]!.id, await readLabels(entry.labels && path.join(demoFolder(), entry.labels))] as const)
        )
    );
    // llama.cpp is loaded only now, so that --help answers at once
    const {loadSteerableModel} = await import("../llama/loadSteerableModel.ts");
    const loaded = await loadSteerableModel({
        modelPath,
        dictionaries: files,
        lanes: 2,
        signal,
        ...(context === undefined ? {} : {contextSize: context}),
        ...(threads === undefined ? {} : {threads})
    });
    const {gate, close} = await workspaceGate(files);
    const calibrated = meantFirst.map((dictionary) => ({...dictionary, residualNorm: loaded.residualNorms.get(dictionary.file.id)}));
    return {
        model: loaded,
        /** as presets name it */
        pair: async (): Promise<LoadedPair> => ({
            model: {name: loaded.info.name, id: await identifyModel(modelPath)},
            dictionaries: files.map(({id, name, layer, dModel, nFeatures}) => ({id, name, layer, dModel, nFeatures}))
        }),
        dictionaries: calibrated,
        demo,
        sampling: {...DEFAULT_SAMPLING, ...removeUndefined(demo?.sampling ?? {})} as Sampling,
        gate,
        /** of a feature that may be seen */
        label: (id: string, feature: number) => (gate.visible(id)(feature) ? labels.get(id)?.find(({index}) => index === feature)?.description : undefined),
        /** in the order of the file: a dictionary's maker puts the features to steer by first */
        labels: (id: string) => labels.get(id) ?? [],
        /** @throws EngineError `feature/moderated`, `steering/*`, `feature/not-found`, `dictionary/not-loaded` */
        compile: async (steering: Steering) => {
            gate.requireSteerable(steering, calibrated[0]?.file.id);
            return await compileSteering(steering, calibrated);
        },
        async [Symbol.asyncDispose]() {
            close();
            await loaded.dispose();
        }
    };
}

export type CommandModel = Awaited<ReturnType<typeof openCommandModel>>;

async function readLabels(file: string | undefined) {
    if (file === undefined) return [];
    return labelFileSchema.parse(JSON.parse(await readFile(file, "utf8"))).labels;
}

/** The dictionary that a command means: by number (from 0), by a part of its name, or the first. */
export function chooseDictionary(dictionaries: readonly CalibratedDictionary[], asked: string | undefined): CalibratedDictionary {
    const chosen =
        asked === undefined
            ? dictionaries[0]
            : (dictionaries.find(({file}) => file.id === asked || path.basename(file.path).includes(asked) || file.path === path.resolve(asked)) ??
              dictionaries.find(({file}) => file.name.toLowerCase().includes(asked.toLowerCase())) ??
              dictionaries[Number(asked)]);
    if (chosen === undefined) throw new EngineError("dictionary/not-loaded", {dictionary: asked ?? "any"});
    return chosen;
}

export function wholeNumber(text: string): number {
    const value = Number(text);
    if (text.trim() === "" || !Number.isInteger(value) || value < 0) throw new InvalidArgumentError("Give a whole number from 0.");
    return value;
}

export function realNumber(text: string): number {
    const value = Number(text);
    if (text.trim() === "" || !Number.isFinite(value)) throw new InvalidArgumentError("Give a number.");
    return value;
}

export function removeUndefined<T extends object>(value: T): Partial<T> {
    return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as Partial<T>;
}
