import {EngineError} from "../contract/index.ts";
import type {ChatDeps, LoadedModel} from "./types.ts";

/** @throws EngineError `model/not-loaded` */
export function requireModel({loaded}: Pick<ChatDeps, "loaded">): LoadedModel {
    const model = loaded();
    if (model === undefined) throw new EngineError("model/not-loaded", {});
    return model;
}
