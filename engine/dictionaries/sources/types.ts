import type {EngineError} from "../../contract/errors.ts";
import type {TensorContainer} from "../containers/types.ts";

/** A JSON file beside the weights, or in the folder above them. */
export interface ConfigFile {
    readonly path: string;
    /** absent when `problem` tells why */
    readonly json?: Readonly<Record<string, unknown>>;
    readonly problem?: EngineError;
}

/** A published dictionary whose containers are understood; each reader looks whether the content is its own. */
export interface Source {
    /** of the weights */
    readonly path: string;
    readonly weights: TensorContainer;
    /** nearest first */
    readonly configs: readonly ConfigFile[];
}

export interface OpenOptions {
    readonly signal?: AbortSignal | undefined;
    /** folder where compressed arrays may be unpacked; absent: the system's temporary one */
    readonly scratch?: string | undefined;
}
