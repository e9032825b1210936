import {type DictionaryFile, readDictionaryFile} from "../dictionaries/index.ts";
import {openGate} from "../moderation/gate.ts";
import {readModeration} from "../store/readModeration.ts";
import {defaultWorkspace} from "./defaultWorkspace.ts";

/** Where there is no workspace there are no lists. */
const NO_LISTS = {state: () => ({version: 0, access: undefined}), categories: () => new Map<number, string>(), find: () => undefined, log: () => undefined};

type Lists = NonNullable<ReturnType<typeof readModeration>>;

/**
 * The gate of the default workspace, for commands that work on files: they read its lists and make nothing. Close it.
 * @param files dictionaries that are asked for: a list holds for every file with its weights, also for one that the workspace has never seen
 * @throws EngineError `store/*`, `file/no-permission`: a list that can't be read hides nothing, so nothing is done
 */
export async function workspaceGate(files: readonly Pick<DictionaryFile, "id" | "weights">[]) {
    const lists = readModeration(defaultWorkspace());
    if (lists === undefined) return {gate: openGate(NO_LISTS), close: () => undefined};
    try {
        const own = await listsOf(lists, files);
        const of = (dictionary: string) => own.get(dictionary) ?? dictionary;
        const gate = openGate({
            state: (dictionary) => lists.state(of(dictionary)),
            categories: (dictionary) => lists.categories(of(dictionary)),
            find: (dictionary, feature) => lists.find(of(dictionary), feature),
            log: (dictionary, ...line) => lists.log(of(dictionary), ...line)
        });
        return {gate, close: lists.close};
    } catch (error) {
        lists.close();
        throw error;
    }
}

/** Under whose id the list of each file is kept. */
async function listsOf(lists: Lists, files: readonly Pick<DictionaryFile, "id" | "weights">[]): Promise<ReadonlyMap<string, string>> {
    // lists that are older than the knowledge of weights; nothing is written down here
    const older = new Map<string, string>();
    for (const {id, path} of lists.unknownWeights()) {
        const file = await readDictionaryFile(path).catch(() => undefined);
        if (file?.id === id) older.set(file.weights, id);
    }
    return new Map(
        files.map(({id, weights}) => {
            const list = lists.listOf(id, weights);
            return [id, list === id && lists.state(id).version === 0 ? (older.get(weights) ?? id) : list];
        })
    );
}
