import type {EvaluatedModel} from "../evaluation/index.ts";

/** A model on loan that tells of every token that it evaluates and writes, judges' too. */
export function countedModel<Lent extends EvaluatedModel>(lent: Lent, spend: (promptTokens: number, answerTokens: number) => void): Lent {
    const {model} = lent;
    const length = (of: readonly {readonly tokens: readonly number[]}[]) => of.reduce((sum, {tokens}) => sum + tokens.length, 0);
    const counted: Partial<typeof model> = {
        async scoreBranches(request, signal) {
            const scored = await model.scoreBranches(request, signal);
            spend(request.prefix.length + length(request.branches), 0);
            return scored;
        },
        async writeBranches(request, signal) {
            const written = await model.writeBranches(request, signal);
            spend(request.prefix.length + length(request.branches), length(written));
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
