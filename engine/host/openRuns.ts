import {acquireExecutor} from "../library/download/acquireExecutor.ts";
import {convertExecutor} from "../library/download/convertExecutor.ts";
import {listRepository} from "../library/download/listRepository.ts";
import type {Installer} from "../library/types.ts";
import {createRunner, type RunnerOptions} from "../runs/createRunner.ts";
import {hubToken} from "./hubToken.ts";
import {labellerKeys} from "./labellerKeys.ts";
import {libraryRuns} from "./libraryRuns.ts";
import {openHub} from "./openHub.ts";
import {openSecrets} from "./secrets/openSecrets.ts";
import type {Keeper} from "./secrets/types.ts";

export interface RunsOptions extends Pick<RunnerOptions, "store" | "take"> {
    readonly workspace: string;
    readonly installer: Installer;
    readonly keeper?: Keeper | undefined;
    readonly env: NodeJS.ProcessEnv;
    /** beside the library's own: those that need a loaded model */
    readonly executors?: RunnerOptions["executors"];
}

/** A workspace's runs, begun at once where they wait, and what they need: the hub and its token. Close `runs` before the store. */
export function openRuns({workspace, store, take, installer, keeper, env, executors}: RunsOptions) {
    let opened: ReturnType<typeof openSecrets> | undefined;
    const secrets = () => {
        opened ??= openSecrets(workspace, keeper);
        return opened;
    };
    const token = hubToken({secrets, env});
    const hub = openHub(token, env);
    const runs = createRunner({store, executors: {...executors, acquire: acquireExecutor({hub, installer}), convert: convertExecutor({installer})}, take});
    return {
        runs,
        token,
        labellerKeys: labellerKeys(secrets),
        ...libraryRuns(runs),
        repository: (input: {readonly repo: string; readonly revision?: string | undefined}, signal?: AbortSignal) => listRepository(hub, input, signal)
    };
}
