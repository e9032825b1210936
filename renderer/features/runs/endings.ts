import type {Run} from "../../../engine/contract/runs.ts";

const hasEnded = ({state}: Run) => state === "done" || state === "failed";

/** The runs that came to an end, well or badly, between two looks at the list. */
export function endings(before: readonly Run[], now: readonly Run[]): readonly Run[] {
    const states = new Map(before.map(({id, state}) => [id, state]));
    return now.filter((run) => hasEnded(run) && states.has(run.id) && states.get(run.id) !== run.state);
}
