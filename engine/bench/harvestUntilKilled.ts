import {join} from "node:path";
import {readDictionaryFile} from "../dictionaries/index.ts";
import {harvestExecutor} from "../features/harvest/harvestExecutor.ts";
import {DEMO_ID} from "../host/bundledDemo.ts";
import {demoFolder, readDemo} from "../host/demo.ts";
import {loadSteerableModel} from "../llama/loadSteerableModel.ts";
import {openStore} from "../store/openStore.ts";

/**
 * A harvest of the demo in a process of its own, with a snapshot after every chunk; says `reading` when it begins to read and `done` at its end. Started
 * again on the same workspace it goes on.
 */
const [workspace, maxTokens] = process.argv.slice(2);
const store = openStore(workspace!);
const demo = readDemo();
const dictionary = await readDictionaryFile(join(demoFolder(), demo.dictionaries[0]!.file));
store.dictionaries.remember(dictionary);
const model = await loadSteerableModel({modelPath: join(demoFolder(), demo.model), dictionaries: [dictionary], lanes: 1});
const never = new AbortController().signal;
const executor = harvestExecutor({
    store,
    folder: join(workspace!, "harvests"),
    snapshotEveryMs: 0,
    quiet: async () => never,
    open: async () => ({model, name: demo.name, dictionary, contextSize: model.info.contextSize, gone: never, giveBack: () => undefined})
});
const input = {modelId: DEMO_ID, dictionary: dictionary.id, corpus: join(demoFolder(), demo.corpus!), maxTokens: Number(maxTokens)};
process.stdout.write("reading\n");
await executor.execute({id: "harvest", input, checkpoint: undefined}, {signal: never, onProgress: () => undefined, saveCheckpoint: () => undefined});
process.stdout.write("done\n");
await model.dispose();
store.close();
