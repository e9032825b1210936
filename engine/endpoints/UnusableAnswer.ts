/** What a model answered can't be used: prose, a refusal, half an answer. It costs what was asked and not the run. */
export class UnusableAnswer extends Error {
    override readonly name = "UnusableAnswer";
    /** whether the service failed rather than the answer: several in a row mean that it is of no use to go on */
    readonly outage: boolean;

    constructor(message: string, {outage = false, cause}: {readonly outage?: boolean; readonly cause?: unknown} = {}) {
        super(message, {cause});
        this.outage = outage;
    }
}
