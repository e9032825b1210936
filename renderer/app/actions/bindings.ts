import {type ActionId, actionList} from "./actionList.ts";

/** Which keys do what; null: none. */
export type Bindings = ReadonlyMap<ActionId, string | null>;
/** What a person has changed of them. */
export type OwnBindings = Readonly<Partial<Record<ActionId, string | null>>>;

/** Reads the setting; what is none of ours is passed over. */
export function readOwn(stored: unknown): OwnBindings {
    if (typeof stored !== "object" || stored === null) return {};
    const entries = Object.entries(stored).filter(([id, keys]) => actionList.some((action) => action.id === id) && (keys === null || typeof keys === "string"));
    return Object.fromEntries(entries) as OwnBindings;
}

/** The keys of every action: a person's own, else its default unless they gave that to another. */
export function bindingsOf(own: OwnBindings): Bindings {
    const given = new Set(Object.values(own));
    return new Map(
        actionList.map(({id, keys}) => {
            const changed = own[id];
            return [id, changed !== undefined ? changed : given.has(keys) ? null : keys];
        })
    );
}

/** The actions besides one that have these keys. */
export const othersWith = (bindings: Bindings, id: ActionId, keys: string): readonly ActionId[] =>
    [...bindings].filter(([other, its]) => other !== id && its === keys).map(([other]) => other);

/** Gives an action keys and takes them from all others; what is as it was by default is not kept. */
export function bind(own: OwnBindings, id: ActionId, keys: string | null): OwnBindings {
    const next: Partial<Record<ActionId, string | null>> = {...own, [id]: keys};
    if (keys !== null) for (const other of othersWith(bindingsOf(own), id, keys)) next[other] = null;
    for (const action of actionList) if (next[action.id] === action.keys) delete next[action.id];
    return next;
}
