/** What a labeller answered can't be used: prose, a refusal, half an answer. It costs the feature at hand. */
export class LabellerRefusal extends Error {
    override readonly name = "LabellerRefusal";
    /** whether the service failed rather than the answer: several in a row mean that it is of no use to go on */
    readonly outage: boolean;

    constructor(message: string, {outage = false, cause}: {readonly outage?: boolean; readonly cause?: unknown} = {}) {
        super(message, {cause});
        this.outage = outage;
    }
}
