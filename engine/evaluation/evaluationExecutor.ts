import type {Executor, ExecutorContext, Job} from "../runs/types.ts";
import type {Store} from "../store/openStore.ts";
import type {EvaluatedModel} from "./types.ts";

/** The model on loan. */
export interface LentModel extends EvaluatedModel {
    /** the model does not go before this was called */
    readonly giveBack: () => void;
}

/** Resolves when the model is loaded and nobody else evaluates it; tells what it waits for. */
export type OpenModel = (
    wanted: {readonly modelId: string; readonly dictionary: string},
    signal: AbortSignal,
    onWait: (note: string) => void
) => Promise<LentModel>;

interface Evaluation<Input> {
    readonly store: Pick<Store, "evaluations">;
    readonly open: OpenModel;
    readonly readInput: (stored: unknown) => Input;
    /** makes the evaluation's row, where it is not there already */
    readonly create: (id: string, input: Input) => void;
    /** goes on behind what is kept; called again where the model was taken away meanwhile */
    readonly evaluate: (job: Job<Input, null>, context: ExecutorContext<null>, lent: LentModel) => Promise<void>;
}

/** A run that works on the loaded model and keeps what it has come to in its evaluation's row. */
export function evaluationExecutor<Input extends {readonly modelId: string; readonly dictionary: string}>({
    store: {evaluations},
    open,
    readInput,
    create,
    evaluate
}: Evaluation<Input>): Executor<Input, null, {evaluation: string}> {
    return {
        // the model is lent to one at a time
        limit: 1,
        resumes: true,
        readInput,
        readCheckpoint: () => null,
        async execute(job, context) {
            create(job.id, job.input);
            for (;;) {
                const onWait = (note: string) => context.onProgress({stage: "waiting", done: 0, total: 0, unit: "items", note});
                const lent = await open(job.input, context.signal, onWait);
                try {
                    await evaluate(job, context, lent);
                    return {evaluation: job.id};
                } catch (error) {
                    // a model that was taken away is waited for
                    if (context.signal.aborted || !lent.gone.aborted) throw error;
                } finally {
                    lent.giveBack();
                }
            }
        },
        async discard({id}) {
            if (evaluations.find(id)?.done === false) evaluations.remove(id);
        }
    };
}
