import type {EvaluatedModel} from "./types.ts";

/** A model on loan that tells of every token that it evaluates and writes, judges' too. */
export function countedModel<Lent extends EvaluatedModel>(
    lent: Lent,
    /** @param seconds from the call to its end; absent where others' work may be among it */
    spend: (promptTokens: number, answerTokens: number, seconds?: number) => void
): Lent {
    const {model} = lent;
    const since = (startedAt: number) => (performance.now() - startedAt) / 1000;
    const length = (of: readonly {readonly tokens: readonly number[]}[]) => of.reduce((sum, {tokens}) => sum + tokens.length, 0);
    const counted: Partial<typeof model> = {
        async scoreBranches(request, signal) {
            const startedAt = performance.now();
            const scored = await model.scoreBranches(request, signal);
            spend(request.prefix.length + length(request.branches), 0, since(startedAt));
            return scored;
        },
        async writeBranches(request, signal) {
            const startedAt = performance.now();
            const written = await model.writeBranches(request, signal);
            spend(request.prefix.length + length(request.branches), length(written), since(startedAt));
            return written;
        },
        async readWhole(tokens, dictionary, onBatch, signal) {
            await model.readWhole(tokens, dictionary, onBatch, signal);
            spend(tokens.length, 0);
        },
        async write(request, signal) {
            const written = await model.write(request, signal);
            spend(written.promptTokens, written.answerTokens);
            return written;
        }
    };
    return {...lent, model: Object.assign(Object.create(model) as typeof model, counted)};
}
