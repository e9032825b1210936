/** What can be taken back and done again, newest last. */
export interface History<State> {
    readonly past: readonly State[];
    readonly future: readonly State[];
    /** what changed last and when, so that one pull at a slider is one step */
    readonly last: {readonly tag: string; readonly at: number} | null;
}

/** steps that can be taken back */
export const MOST_STEPS = 100;
/** changes of one thing that follow each other this closely are one step */
const ONE_STEP_MS = 900;

export const NO_HISTORY: History<never> = {past: [], future: [], last: null};

/**
 * Notes the state before a change.
 * @param tag names what changes, where changes in quick succession are to be one step; absent: a step of its own
 */
export function recorded<State>(history: History<State>, before: State, now: number, tag?: string): History<State> {
    const last = tag === undefined ? null : {tag, at: now};
    const goesOn = tag !== undefined && history.last?.tag === tag && now - history.last.at < ONE_STEP_MS && history.future.length === 0;
    return {past: goesOn ? history.past : [...history.past, before].slice(-MOST_STEPS), future: [], last};
}

/** @returns undefined where there is nothing to take back */
export function undone<State>({past, future}: History<State>, now: State): {readonly state: State; readonly history: History<State>} | undefined {
    const state = past.at(-1);
    return state === undefined ? undefined : {state, history: {past: past.slice(0, -1), future: [...future, now], last: null}};
}

/** @returns undefined where there is nothing to do again */
export function redone<State>({past, future}: History<State>, now: State): {readonly state: State; readonly history: History<State>} | undefined {
    const state = future.at(-1);
    return state === undefined ? undefined : {state, history: {past: [...past, now], future: future.slice(0, -1), last: null}};
}
