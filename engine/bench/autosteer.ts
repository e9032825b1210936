import {readFileSync} from "node:fs";
import path from "node:path";
import {z} from "zod";
import {type CandidateDeps, chooseCandidates} from "../autosteer/chooseCandidates.ts";
import {gatherData} from "../autosteer/gatherData.ts";
import {DEFAULT_SAMPLING} from "../contract/index.ts";
import {calibratedDictionary, readDictionaryFile} from "../dictionaries/index.ts";
import {readMaterial} from "../evaluation/readMaterial.ts";
import {importLabels} from "../features/labels/importLabels.ts";
import {featureLinks} from "../features/page/featureLinks.ts";
import {demoFolder, readDemo} from "../host/demo.ts";
import {loadSteerableModel} from "../llama/loadSteerableModel.ts";
import {openGate} from "../moderation/gate.ts";
import {aWorkspace} from "../store/aWorkspace.ts";
import {autosteerWork} from "./autosteerWork.ts";

const mannersSchema = z.array(z.object({manner: z.string(), instruction: z.string()}));

export interface MannerFound {
    readonly manner: string;
    /** the feature that the demo's maker chose for it; null: it has none of its own */
    readonly right: number | null;
    /** its place among the candidates, from 1; null: it is none */
    readonly place: number | null;
    /** the same without labels */
    readonly unlabelled: number | null;
    readonly first: readonly {readonly feature: number; readonly label: string | undefined}[];
    readonly seconds: number;
}

/**
 * For each manner of the demo, at which place among the candidates its feature is: the one whose label says "<manner> manner: answers like …", which the demo's maker found by
 * steering with every feature. With the labels, and without any.
 * @param only of the manners; absent: all
 */
export async function mannersFound(only?: readonly string[], onManner?: (found: MannerFound) => void): Promise<MannerFound[]> {
    const demo = readDemo();
    const inDemo = (file: string) => path.join(demoFolder(), file);
    const [{file: name, labels}] = demo.dictionaries as [(typeof demo.dictionaries)[number]];
    const file = await readDictionaryFile(inDemo(name));
    const model = await loadSteerableModel({modelPath: inDemo(demo.model), dictionaries: [file], lanes: 1});
    using labelled = aWorkspace();
    using bare = aWorkspace();
    try {
        const dictionary = {...(await calibratedDictionary(file)), residualNorm: model.residualNorms.get(file.id)};
        for await (const _ of importLabels(labelled.store, {dictionary: file, input: inDemo(labels!)}));
        const depsOf = ({store}: typeof labelled): CandidateDeps => {
            const deps = {store, dictionary: () => dictionary, gate: openGate(store.moderation)};
            const lens = {parts: [inDemo(demo.model)], nVocab: model.info.nVocab, detokenize: (tokens: readonly number[]) => model.detokenize(tokens)};
            return {...deps, logits: (input) => featureLinks({...deps, model: () => lens}).logits(input)};
        };
        const deps = {labelled: depsOf(labelled), bare: depsOf(bare)};
        const {prompts} = await readMaterial(inDemo("evaluation.json"));
        const own = labelled.store.labels.ofFeatures(
            file.id,
            Array.from({length: file.nFeatures}, (_, feature) => feature)
        );
        const sampling = {...DEFAULT_SAMPLING, temperature: 0};
        const found: MannerFound[] = [];
        const manners = mannersSchema.parse(JSON.parse(readFileSync(inDemo("manners.json"), "utf8")));
        for (const {manner, instruction} of manners) {
            if (manner === "plain" || (only !== undefined && !only.includes(manner))) continue;
            const startedAt = performance.now();
            const work = autosteerWork({model, dictionary});
            const data = await gatherData(work, {}, {instruction, prompts, mayWrite: false, sampling});
            const train = data.pairs.filter((_, place) => !data.validation.includes(place));
            const {candidates} = await chooseCandidates(work, deps.labelled, train, instruction);
            const seconds = (performance.now() - startedAt) / 1000;
            // from texts alone: no label, and no specification to compare one with
            const without = await chooseCandidates(autosteerWork({model, dictionary}), deps.bare, train, "");
            const right = [...own].find(([, [label]]) => label?.description.startsWith(`${manner} manner: answers like`))?.[0] ?? null;
            const placeIn = (list: typeof candidates) => {
                const place = list.findIndex(({feature, random}) => !random && feature === right);
                return place < 0 ? null : place + 1;
            };
            found.push({
                manner,
                right,
                place: placeIn(candidates),
                unlabelled: placeIn(without.candidates),
                first: candidates.slice(0, 3).map(({feature, label}) => ({feature: Number(feature), label})),
                seconds
            });
            onManner?.(found.at(-1)!);
        }
        return found;
    } finally {
        await model.dispose();
    }
}

/** Prints that table, then tokens a second on random 1B weights. */
export async function benchAutosteer({speed}: {readonly speed: (() => Promise<string>) | undefined}): Promise<void> {
    const print = (line: string) => process.stdout.write(`${line}\n`);
    print("the bundled demo: place of each manner's own feature among the candidates, with labels and without any");
    print("manner        right  place  without labels  seconds  first three");
    const found = await mannersFound(undefined, ({manner, right, place, unlabelled, first, seconds}) =>
        print(
            `${manner.padEnd(13)} ${String(right ?? "none").padStart(5)}  ${String(place ?? "-").padStart(5)}  ${String(unlabelled ?? "-").padStart(14)}  ${seconds.toFixed(1).padStart(7)}  ${first.map(({feature}) => feature).join(", ")}`
        )
    );
    const known = found.filter(({right}) => right !== null);
    const within = (places: readonly (number | null)[]) => places.filter((place) => place !== null && place <= 3).length;
    print(
        `among the first three: ${within(known.map(({place}) => place))} of ${known.length}; without labels ${within(known.map(({unlabelled}) => unlabelled))}`
    );
    if (speed !== undefined) print(`\n${await speed()}`);
}
