import {EngineError} from "../../contract/index.ts";
import {os} from "./os.ts";

/** Presets as bare variants, oldest first. */
export const variantRoutes = {
    list: os.variants.list.handler(({context: {engine}}) =>
        engine.presets
            .list({query: ""})
            .toSorted((a, b) => a.createdAt - b.createdAt)
            .map(({id, name, steering}) => ({id, name, ...steering}))
    ),
    save: os.variants.save.handler(({context: {engine}, input: {id, name, ...steering}}) => {
        const empty = {description: "", tags: [], labels: {}, dictionaries: [], examples: [], evidence: [], key: null};
        const known = id === undefined ? undefined : engine.store.presets.find(id);
        const saved = engine.presets.save({...(known ?? empty), ...(id !== undefined && {id}), name, steering});
        return {id: saved.id, name: saved.name, ...saved.steering};
    }),
    remove: os.variants.remove.handler(({context: {engine}, input: {id}}) => {
        if (!engine.store.presets.remove(id)) throw new EngineError("variant/not-found", {id});
    })
};
