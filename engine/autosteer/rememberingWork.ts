import type {AutosteerStage} from "../contract/index.ts";
import {countedModel} from "../evaluation/index.ts";
import type {AutosteerState} from "./autosteerState.ts";
import type {Work} from "./types.ts";

export interface Reported {
    readonly stage: AutosteerStage;
    readonly done: number;
    readonly total: number;
    readonly note: string | undefined;
}

interface Options extends Pick<Work, "lent" | "plan" | "signal" | "dictionary" | "seed"> {
    /** changed as work is done */
    readonly state: AutosteerState;
    /** durable when it returns */
    readonly keep: () => void;
    /** resolves when nobody else wants the model */
    readonly giveWay: () => Promise<void>;
    readonly report: (reported: Reported) => void;
}

/** Work whose pieces, tokens and seconds are kept in a run's state as they come; a stage's pieces go when it ends, as what it came to says it all. */
export function rememberingWork({state, keep, giveWay, report, ...given}: Options) {
    let now: AutosteerStage = state.stage ?? "data";
    let startedAt = performance.now();

    function costOf(stage: AutosteerStage) {
        const known = state.cost.find((one) => one.stage === stage);
        if (known !== undefined) return known;
        const fresh = {stage, promptTokens: 0, answerTokens: 0, seconds: 0};
        state.cost.push(fresh);
        return fresh;
    }
    /** time up to now goes to the stage */
    function clock() {
        const at = performance.now();
        costOf(now).seconds += (at - startedAt) / 1000;
        startedAt = at;
    }

    const lent = countedModel(given.lent, (promptTokens, answerTokens) => {
        const cost = costOf(now);
        cost.promptTokens += promptTokens;
        cost.answerTokens += answerTokens;
    });
    const work: Work = {
        ...given,
        lent,
        async remember<T>(key: string, make: () => Promise<T>): Promise<T> {
            if (Object.hasOwn(state.pieces, key)) return state.pieces[key] as T;
            await giveWay();
            const made = await make();
            state.pieces[key] = made;
            clock();
            keep();
            return made;
        },
        tell(done, total, note) {
            const spent = state.cost.reduce((sum, {promptTokens, answerTokens}) => sum + promptTokens + answerTokens, 0);
            const share = `${spent.toLocaleString("en")} of ${given.plan.budgetTokens.toLocaleString("en")} tokens`;
            report({stage: now, done, total, note: note === undefined ? share : `${note}; ${share}`});
        }
    };

    return {
        work,
        clock,
        /** Does a stage, and keeps when it begins and ends. */
        async stage<T>(name: AutosteerStage, make: () => Promise<T>): Promise<T> {
            if (state.stage !== name) state.pieces = {};
            now = name;
            state.stage = name;
            startedAt = performance.now();
            costOf(name);
            keep();
            work.tell(0, 0);
            const made = await make();
            clock();
            return made;
        }
    };
}
