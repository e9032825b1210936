import type {Command} from "commander";
import {EngineError} from "../../../contract/index.ts";
import {chooseDictionary, wholeNumber} from "../../commandModel.ts";
import {interruptSignal} from "../../interrupt.ts";
import {askedDictionary} from "../dictionaryOption.ts";
import {followRuns} from "../library/followRuns.ts";
import {chooseModel, printJson} from "../library/openLibrary.ts";
import {type CommonOptions, parseFeatures, withCommonOptions, withDictionary} from "./openModeration.ts";

interface ProposeOptions extends CommonOptions {
    readonly model: string;
    readonly limit: number;
}

interface DecideOptions extends CommonOptions {
    readonly accept: boolean;
    readonly reject: boolean;
}

/** Commands on what a model proposes. */
export function registerProposals(moderation: Command): void {
    withCommonOptions(moderation.command("propose"))
        .description("have a model read the labels of live features and propose which to moderate; prints one line of JSON")
        .option("--model <model>", "a model of the library, by id, path or name", "demo")
        .option("--limit <number>", "at most so many features", wholeNumber, 2000)
        .action(propose);
    withCommonOptions(moderation.command("decide"))
        .description("accept proposals into the list, or reject them for good; prints one line of JSON")
        .argument("<features...>", "numbers and ranges: 12 40-45; those without a proposal are passed over")
        .option("--accept", "put them on the list", false)
        .option("--reject", "do not propose them again", false)
        .action(decide);
}

async function propose({model, limit, workspace, ...given}: ProposeOptions): Promise<void> {
    const asked = askedDictionary(given);
    if (limit < 1 || limit > 65_536) throw new EngineError("input/invalid", {detail: `the limit is ${limit}: give 1 to 65536`});
    const {createEngine} = await import("../../engine.ts");
    const signal = interruptSignal();
    const engine = await createEngine({workspace, autoLoad: "none", runs: "own"});
    try {
        const {id: modelId} = chooseModel(await engine.models.list(), model);
        const status = await engine.models.load({modelId}, signal);
        if (status.state !== "ready") throw new EngineError("model/not-loaded", {});
        const {file: chosen} = chooseDictionary(
            status.model.dictionaries.map(({id}) => engine.features.dictionary(id)!),
            asked
        );
        const {id} = engine.moderation.begin(engine.runs, {dictionary: chosen.id, limit});
        const [ended] = await followRuns(engine, [id]);
        printJson({dictionary: chosen.id, ...ended?.result, waiting: engine.store.proposals.count(chosen.id)});
    } finally {
        await engine.close();
    }
}

async function decide(given: readonly string[], {accept, reject, ...options}: DecideOptions): Promise<void> {
    if (accept === reject) throw new EngineError("input/invalid", {detail: "give either --accept or --reject"});
    const [{decideProposals}, {countModerated}] = await Promise.all([
        import("../../../moderation/decideProposals.ts"),
        import("../../../moderation/counts.ts")
    ]);
    await withDictionary(options, (store, dictionary) => {
        const decided = decideProposals(store, {dictionary: dictionary.id, features: parseFeatures(given), accept});
        printJson({decided, ...countModerated(store, dictionary)});
    });
}
