import type {Labelling, LabellingEstimate} from "../../contract/index.ts";
import type {Store} from "../../store/openStore.ts";
import {gatherMaterial} from "./gatherMaterial.ts";
import {explainPrompt, listPrompt, yesNoPrompt} from "./labelPrompts.ts";
import {loadedWriter, USUAL_ANSWER_TOKENS} from "./loadedWriter.ts";
import {TextReadings} from "./TextReadings.ts";
import type {LabellingPair, Material} from "./types.ts";

interface Deps {
    readonly store: Store;
    readonly pair: LabellingPair;
    readonly visible: (feature: number) => boolean;
    readonly harvest: string;
}

/** Features whose prompts are built. */
const BUILT = 3;
/** Questions of one of them that are put to the loaded model, to see how fast it is. */
const TIMED_QUESTIONS = 4;
/** Stands for the label that is not written yet: as long as most are. */
const A_LABEL = "words about ships, sailing and life on the sea";
/** `{"fits": [1, 4, …]}` */
const LIST_TOKENS = 32;

/**
 * What labelling will take: by the prompts of a few of the features that it would begin with, and for the loaded model by the time that it takes over one of them.
 * Endpoints count tokens in their own way; theirs are about as many.
 */
export async function estimateLabelling({store, pair, visible, harvest}: Deps, input: Labelling, signal: AbortSignal): Promise<LabellingEstimate> {
    const {dictionary, limit, score, labeller} = input;
    const wanted = input.features?.filter(visible) ?? store.labelling.unlabelled(harvest, dictionary, []).filter(visible).slice(0, limit);
    const giveWay = async () => undefined;
    const readings = new TextReadings(pair, (texts) => store.harvests.texts(harvest, texts), giveWay);
    const startedAt = performance.now();
    const built: Material[] = [];
    for (const feature of wanted) {
        const material = await gatherMaterial({store, pair, harvest, readings}, feature, signal);
        if (material !== undefined) built.push(material);
        if (built.length === BUILT) break;
    }
    const [first] = built;
    if (first === undefined) return {features: wanted.length, promptTokens: 0, answerTokens: 0};
    const gatherMs = (performance.now() - startedAt) / built.length;
    const tokens = built.map((material) => promptTokens(pair, material, labeller.kind === "loaded", score));
    const promptTokensOfEach = tokens.reduce((sum, n) => sum + n, 0) / built.length;
    const answerTokensOfEach = USUAL_ANSWER_TOKENS + (score && labeller.kind !== "loaded" ? LIST_TOKENS : 0);
    const total = {
        features: wanted.length,
        promptTokens: Math.round(wanted.length * promptTokensOfEach),
        answerTokens: Math.round(wanted.length * answerTokensOfEach)
    };
    if (labeller.kind !== "loaded") return total;

    const writer = loadedWriter({pair, giveWay});
    try {
        await writer.describe(first, signal).catch(ignoreRefusal(signal));
        if (score) {
            const passages = first.questions.slice(0, TIMED_QUESTIONS).map(({passage}) => passage.plain);
            await writer.detect(A_LABEL, passages, signal).catch(ignoreRefusal(signal));
        }
        const {spent, speed} = writer;
        const ms =
            gatherMs +
            (promptTokensOfEach * speed.promptMs) / Math.max(1, spent.promptTokens) +
            (answerTokensOfEach * speed.answerMs) / Math.max(1, spent.answerTokens);
        return {...total, seconds: (wanted.length * ms) / 1000};
    } finally {
        await writer.release().catch(() => undefined);
    }
}

function promptTokens({model}: LabellingPair, material: Material, loaded: boolean, score: boolean): number {
    const count = (text: string) => model.tokenizeQuestion([{role: "user", content: text}]).length;
    const {system, user} = explainPrompt(material);
    const explained = count(`${system}\n\n${user}`);
    if (!score) return explained;
    const passages = material.questions.map(({passage}) => passage.plain);
    if (loaded) return passages.reduce((sum, passage) => sum + count(yesNoPrompt(A_LABEL, passage)), explained);
    const list = listPrompt(A_LABEL, passages);
    return explained + count(`${list.system}\n\n${list.user}`);
}

/** A model that can't describe this feature still showed its speed. */
const ignoreRefusal = (signal: AbortSignal) => (error: unknown) => {
    signal.throwIfAborted();
    if (!(error instanceof Error) || error.name !== "UnusableAnswer") throw error;
};
