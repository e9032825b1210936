import {useQuery} from "@tanstack/react-query";
import {useMemo} from "react";
import {queries} from "../engine.ts";
import {setSetting} from "../settings.ts";
import type {ActionId} from "./actionList.ts";
import {type Bindings, bind, bindingsOf, type OwnBindings, readOwn} from "./bindings.ts";
import {keyWords} from "./keys.ts";

const SETTING = "shortcuts";
export const onMac = navigator.platform.startsWith("Mac");

const setOwn = (own: OwnBindings) => setSetting(SETTING, Object.keys(own).length === 0 ? null : own);

/** Which keys do what, and how a person changes that. */
export function useBindings() {
    const stored = useQuery(queries.settings.get.queryOptions()).data?.[SETTING];
    return useMemo(() => {
        const own = readOwn(stored);
        return {
            bindings: bindingsOf(own) as Bindings,
            isChanged: (id: ActionId) => own[id] !== undefined,
            isAnyChanged: Object.keys(own).length > 0,
            set: (id: ActionId, keys: string | null) => setOwn(bind(own, id, keys)),
            resetAll: () => setOwn({})
        };
    }, [stored]);
}

/** An action's keys as this system writes them; undefined: it has none. */
export function useKeys(id: ActionId): string | undefined {
    const keys = useBindings().bindings.get(id) ?? null;
    return keys === null ? undefined : keyWords(keys, onMac);
}
