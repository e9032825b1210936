import {existsSync} from "node:fs";
import {cpus} from "node:os";
import {fileURLToPath} from "node:url";
import packageJson from "../../package.json" with {type: "json"};
import {createChat} from "../chat/createChat.ts";
import type {EngineStatus} from "../contract/index.ts";
import type {FeatureDeps} from "../features/types.ts";
import {loadSteerableModel} from "../llama/loadSteerableModel.ts";
import {openStore} from "../store/openStore.ts";
import {DEMO_ID} from "./bundledDemo.ts";
import {ModelSlot} from "./ModelSlot.ts";
import {modelRegistry} from "./models.ts";
import {pairUses} from "./pairUses.ts";
import {statusFeed} from "./statusFeed.ts";

export interface EngineOptions {
    /** folder of the database: conversations, labels, settings */
    readonly workspace: string;
    /** folder that holds `demo/`; absent: the one that comes with Saelor */
    readonly resources?: string;
    /** `last`: the model used last, else the demo; a model's id; `none`. Loading goes on after the engine is there; see its status */
    readonly autoLoad?: string;
    readonly loadModel?: typeof loadSteerableModel;
}

export type Engine = Awaited<ReturnType<typeof createEngine>>;

export interface LoadInput {
    readonly modelId: string;
    /** tokens */
    readonly contextSize?: number | undefined;
    readonly gpuLayers?: number | undefined;
}

/**
 * Joins the folders of the engine into one.
 * @throws EngineError `store/*`, `file/no-permission`, `disk/full`
 */
export async function createEngine({workspace, resources = bundledResources(), autoLoad = "last", loadModel = loadSteerableModel}: EngineOptions) {
    const store = openStore(workspace);
    const status = statusFeed();
    const registry = modelRegistry({store, resources});
    const chat = createChat({store, loaded: () => slot.loaded, defaults: () => slot.sampling});
    const slot: ModelSlot = new ModelSlot({store, status, loadModel, beforeUnload});
    const pairs = pairUses({store, resources, loaded: () => slot.loaded, status: status.get, recipe: () => slot.recipe});
    async function beforeUnload(): Promise<void> {
        await Promise.all([chat.stopAll(), pairs.stopAll()]);
    }
    const features: FeatureDeps = {store, dictionary: (id) => slot.dictionary(id)};

    const load = ({modelId, ...options}: LoadInput, signal?: AbortSignal): Promise<EngineStatus> =>
        slot.load({recipe: registry.find(modelId), ...options}, signal);
    const toLoad = modelToLoad(autoLoad, store.settings.get("model.last"), new Set(registry.list().map(({id}) => id)));
    // A failure shows in the status.
    if (toLoad !== undefined) load({modelId: toLoad}).catch(() => undefined);

    return {
        store,
        chat,
        features,
        pairs,
        status,
        models: {...registry, load, unload: () => slot.unload()},
        about: () => ({
            version: packageJson.version,
            platform: `${process.platform} ${process.arch}`,
            cpu: cpus()[0]?.model ?? "unknown",
            workspace,
            nativeReady: existsSync(process.env.SAELOR_ADDON ?? fileURLToPath(new URL("../../build/saelor.node", import.meta.url)))
        }),
        /** Stops and stores every answer, frees the model, closes the database. */
        async close(): Promise<void> {
            await slot.unload();
            store.close();
        }
    };
}

function bundledResources(): string {
    return fileURLToPath(new URL("../../resources", import.meta.url));
}

function modelToLoad(autoLoad: string, last: unknown, known: ReadonlySet<string>): string | undefined {
    const wanted = autoLoad === "last" ? [last, DEMO_ID] : [autoLoad];
    return wanted.find((id): id is string => typeof id === "string" && known.has(id));
}
