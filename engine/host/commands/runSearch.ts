import {EngineError, type Run} from "../../contract/index.ts";
import {chooseDictionary} from "../commandModel.ts";
import type {Engine} from "../engine.ts";
import {interruptSignal} from "../interrupt.ts";
import {progressLine} from "../progressLine.ts";
import {chooseRecipe} from "./chooseRecipe.ts";
import {followRun} from "./followRun.ts";
import {describeProgress} from "./library/followRuns.ts";
import {print, printJson} from "./library/openLibrary.ts";

export interface SearchOptions {
    readonly model?: string;
    readonly dictionary?: string;
    readonly workspace: string;
    readonly json: boolean;
}

interface Search<Found> {
    /** @param dictionary id of the one that is searched */
    readonly begin: (engine: Engine, dictionary: string) => Promise<Run>;
    readonly get: (engine: Engine, id: string) => Found;
    /** all that is known by now, in lines; later ones only add to them */
    readonly tell: (found: Found) => readonly string[];
    /** what an interrupted search has kept, in a sentence */
    readonly kept: string;
}

/** Runs a search among the features of a pair in a workspace, and tells what it comes to as it goes. */
export async function runSearch<Found>(options: SearchOptions, {begin, get, tell, kept}: Search<Found>): Promise<void> {
    const signal = interruptSignal();
    const {createEngine} = await import("../engine.ts");
    const engine = await createEngine({workspace: options.workspace, autoLoad: "none", runs: "own"});
    const line = progressLine(process.stderr);
    let begun = false;
    try {
        if (!engine.store.holdsWorkspace())
            throw new EngineError("input/invalid", {
                detail: `another Saelor has ${options.workspace} open: search there, close it first, or name another folder with --workspace`
            });
        const recipe = await chooseRecipe(engine, {model: options.model ?? "demo", dictionary: options.dictionary});
        line.show(`loading ${recipe.name}`);
        const status = await engine.models.load({modelId: recipe.id}, signal);
        if (status.state !== "ready") throw new EngineError("model/not-loaded", {});
        const {file} = chooseDictionary(
            status.model.dictionaries.map(({id}) => engine.features.dictionary(id)!),
            options.dictionary
        );
        const startedAt = Date.now();
        const run = await begin(engine, file.id);
        begun = true;
        if (run.createdAt < startedAt) process.stderr.write("Going on with the same search, which was begun before and not ended.\n");
        let told = 0;
        const show = (found: Found) => {
            const lines = options.json ? [] : tell(found);
            if (lines.length <= told) return;
            line.clear();
            for (const one of lines.slice(told)) print(one);
            told = lines.length;
        };
        await followRun(engine, run.id, signal, (now) => {
            show(get(engine, run.id));
            line.show(describeProgress(now));
        });
        line.clear();
        const found = get(engine, run.id);
        if (options.json) return printJson(found);
        show(found);
    } finally {
        line.clear();
        await engine.close();
        if (begun && signal.aborted) process.stderr.write(`${kept} To go on: the same command again.\n`);
    }
}
