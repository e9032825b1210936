import {setTimeout} from "node:timers/promises";
import {sweepInputSchema} from "../contract/index.ts";
import {type Experience, experienceOf} from "../evaluation/estimate/experienceOf.ts";
import {measureSpeed, type Speed} from "../evaluation/estimate/measureSpeed.ts";
import {sweepStateSchema} from "../evaluation/sweep/sweepState.ts";
import type {SteerableModel} from "../llama/types.ts";
import type {Store} from "../store/openStore.ts";
import type {evaluationLender} from "./evaluationLender.ts";

interface Deps {
    readonly store: Pick<Store, "evaluations">;
    readonly lender: ReturnType<typeof evaluationLender>;
    readonly quiet: (signal: AbortSignal) => Promise<AbortSignal>;
}

/** The loaded model, and what it is called. */
interface Loaded {
    readonly modelId: string;
    readonly model: string;
    readonly dictionary: string;
}

/** Milliseconds that an estimate waits for the measurement, which goes on, and after which it is given up; and for the model to be free. */
const PATIENCE = 6000;
const LONGEST = 30_000;
const FREE = 100;
/** Of a run that read or wrote less its speed says little. */
const ENOUGH_TOKENS = 200;
/** Earlier runs that are looked at. */
const EARLIER = 5;

/** How fast a model is at evaluations and what its answers are like: measured on the loaded model when it is idle, once a load; else as an earlier sweep of it has it. */
export function evaluationSpeed({store: {evaluations}, lender, quiet}: Deps) {
    const measured = new WeakMap<SteerableModel, Promise<Speed | undefined>>();
    const experience = new Map<string, Experience | undefined>();

    async function measure({modelId, dictionary}: Loaded): Promise<Speed | undefined> {
        try {
            const undisturbed = await quiet(AbortSignal.timeout(FREE));
            if (!lender.isIdle()) return undefined;
            const lent = await lender.open({modelId, dictionary}, AbortSignal.timeout(FREE), () => undefined);
            try {
                return await measureSpeed(lent.model, AbortSignal.any([lent.gone, undisturbed, AbortSignal.timeout(LONGEST)]));
            } finally {
                lent.giveBack();
            }
        } catch {
            // an estimate without seconds is one all the same
            return undefined;
        }
    }

    async function measuredOf(loaded: Loaded, model: SteerableModel): Promise<Speed | undefined> {
        const known = measured.get(model) ?? measure(loaded);
        measured.set(model, known);
        const speed = await known;
        if (speed === undefined && measured.get(model) === known) measured.delete(model);
        return speed;
    }

    const sweepsOf = (model: string) => evaluations.list().filter((one) => one.kind === "sweep" && one.model === model);

    function earlier(model: string): Speed | undefined {
        for (const {id} of sweepsOf(model).slice(0, EARLIER)) {
            const {read, written} = sweepStateSchema.parse(evaluations.find(id)?.state).took;
            if (read.tokens >= ENOUGH_TOKENS && written.tokens >= ENOUGH_TOKENS)
                return {read: read.tokens / read.seconds, written: written.tokens / written.seconds};
        }
        return undefined;
    }

    return {
        /** Undefined where nothing is known yet, and it can't be measured now. */
        async speedOf(loaded: Loaded, model: SteerableModel): Promise<Speed | undefined> {
            const measuring = measuredOf(loaded, model);
            return (await Promise.race([measuring, setTimeout(PATIENCE, undefined, {ref: false})])) ?? earlier(loaded.model);
        },

        /** By the last sweep of this model that was finished. */
        experienceOf(model: string): Experience | undefined {
            const id = sweepsOf(model).find(({done}) => done)?.id;
            if (id === undefined) return undefined;
            if (!experience.has(id)) experience.set(id, experienceOf(evaluations.answers(id), sweepInputSchema.parse(evaluations.find(id)?.input).maxTokens));
            return experience.get(id);
        }
    };
}
