import type {RawSteering} from "../llama/types.ts";

const UNSTEERED: RawSteering = {edits: [], scope: "answer"};

/** Branches that can share one evaluation of the prompt: what it runs under, and their places. */
interface Group {
    readonly prefix: RawSteering;
    readonly places: readonly number[];
}

/**
 * Answers that are steered at their own tokens only share an unsteered prompt. Where a steering acts on the prompt too, or has rules that read it, the prompt is
 * evaluated under that steering, and for it alone.
 */
export function branchGroups(steerings: readonly RawSteering[]): Group[] {
    const shared: number[] = [];
    const own: Group[] = [];
    for (const [place, steering] of steerings.entries()) {
        if (readsPrompt(steering)) own.push({prefix: steering, places: [place]});
        else shared.push(place);
    }
    return shared.length === 0 ? own : [{prefix: UNSTEERED, places: shared}, ...own];
}

const readsPrompt = ({edits, scope, rules = []}: RawSteering) => rules.length > 0 || (edits.length > 0 && scope !== "answer");
