import {type ErrorCode, type ErrorData, errorData} from "../../engine/contract/errors.ts";

/** What a person can do about a failure; the app knows how to do each. */
export type ErrorAction =
    | "open-models"
    | "open-library"
    | "change-dictionaries"
    | "choose-file"
    | "give-token"
    | "choose-folder"
    | "retry"
    | "new-chat"
    | "open-steering"
    | "open-features"
    | "open-moderation"
    | "reload"
    | "copy-details";

export const actionLabels: Record<ErrorAction, string> = {
    "open-models": "Choose a model",
    "open-library": "Open the library",
    "change-dictionaries": "Change its dictionaries",
    "choose-file": "Choose another file",
    "give-token": "Give a token",
    "choose-folder": "Choose another folder",
    retry: "Try again",
    "new-chat": "New chat",
    "open-steering": "Open steering",
    "open-features": "Open the features",
    "open-moderation": "Open moderation",
    reload: "Reload",
    "copy-details": "Copy details"
};

interface Entry<Code extends ErrorCode> {
    readonly sentence: (data: ErrorData<Code>) => string;
    readonly action: ErrorAction;
}

const file = (path: string) => path.split(/[\\/]/).at(-1) || path;
const host = (url: string) => (URL.canParse(url) ? new URL(url).host : url);
/** one digit more than elsewhere: an error may be about the difference */
const size = (bytes: number) =>
    bytes >= 1e9
        ? `${(bytes / 1e9).toLocaleString("en", {maximumFractionDigits: 2})} GB`
        : `${(bytes / 1e6).toLocaleString("en", {maximumFractionDigits: 1})} MB`;

/** Every failure a person can meet, as a sentence that says what is wrong and, with its action, what to do. */
export const errorSentences: {readonly [Code in ErrorCode]: Entry<Code>} = {
    "file/not-found": {sentence: ({path}) => `${file(path)} is no longer where it was: ${path}.`, action: "open-models"},
    "file/no-permission": {
        sentence: ({path, operation}) => `Saelor is not allowed to ${operation} ${path}. Change its permissions, then try again.`,
        action: "retry"
    },
    "file/truncated": {
        sentence: ({path, expectedBytes, gotBytes}) =>
            expectedBytes === undefined || gotBytes === undefined
                ? `${file(path)} ends too early: its download probably stopped. Download it again.`
                : `${file(path)} has ${size(gotBytes)} of ${size(expectedBytes)}: its download probably stopped. Download it again.`,
        action: "open-library"
    },
    "file/malformed": {sentence: ({path, format, detail}) => `${file(path)} is not a readable ${format} file: ${detail}.`, action: "copy-details"},
    "file/too-large": {
        sentence: ({path, limitBytes, gotBytes}) => `${file(path)} has ${size(gotBytes)}; at most ${size(limitBytes)} can be read.`,
        action: "copy-details"
    },
    "file/exists": {
        sentence: ({path}) => `${file(path)} is already there, and was left as it is. Give another name, or remove that one first.`,
        action: "open-library"
    },
    "file/in-use": {sentence: ({path}) => `${file(path)} is in use by the loaded model. Unload that first.`, action: "open-models"},
    "disk/full": {sentence: ({path}) => `The disk that holds ${path} is full. Free some space, then try again.`, action: "retry"},
    "disk/not-enough-space": {
        sentence: ({path, neededBytes, freeBytes}) =>
            `This needs ${size(neededBytes)}, and the disk of ${path} has ${size(freeBytes)} left. Free some space, or keep the library on another disk.`,
        action: "choose-folder"
    },
    "network/unreachable": {
        sentence: ({url}) => `${host(url)} can't be reached. Check the connection; nothing that was fetched is lost.`,
        action: "retry"
    },
    "repository/not-found": {
        sentence: ({repo}) => `There is no repository ${repo} for everyone to see. Check its name; a private one needs your token.`,
        action: "give-token"
    },
    "repository/gated": {
        sentence: ({repo, hasToken}) =>
            hasToken
                ? `${repo} is gated, and your token was not let in. Accept its licence on its page, with the account that the token belongs to.`
                : `${repo} is gated. Accept its licence on its page, then give Saelor a Hugging Face token of that account.`,
        action: "give-token"
    },
    "download/refused": {
        sentence: ({url, status, detail}) => `${host(url)} refused the download (${status}${detail === "" ? "" : `: ${detail}`}).`,
        action: "retry"
    },
    "download/interrupted": {
        sentence: ({url, gotBytes, expectedBytes}) =>
            `The connection to ${host(url)} broke after ${size(gotBytes)}${expectedBytes === undefined ? "" : ` of ${size(expectedBytes)}`}. They are kept, and it goes on from there.`,
        action: "retry"
    },
    "download/corrupt": {
        sentence: ({path}) => `${file(path)} arrived damaged: its checksum is not the published one. It was removed; fetch it again.`,
        action: "retry"
    },
    "download/keeps-changing": {
        sentence: ({url}) => `${file(url)} changes on the server while it is fetched, so its parts would not fit together. Try again later.`,
        action: "retry"
    },
    "secret/unavailable": {
        sentence: ({detail}) => `The system's key store can't be used, so the token was not kept: ${detail}.`,
        action: "copy-details"
    },
    "run/not-found": {sentence: () => "This run is no longer in the list.", action: "reload"},
    "run/not-possible": {sentence: ({state, action}) => `This run is ${state}, so it can't ${action}.`, action: "copy-details"},
    "checkpoint/forbidden-global": {
        sentence: ({path, global}) => `${file(path)} wants to run code when it is opened (${global}). It was not opened.`,
        action: "choose-file"
    },
    "dictionary/unknown-format": {
        sentence: ({path}) => `${file(path)} is neither a model nor a dictionary in a format that Saelor knows.`,
        action: "choose-file"
    },
    "dictionary/unsupported": {
        sentence: ({path, detail}) => `${file(path)} is a dictionary that Saelor can't run: ${detail}.`,
        action: "choose-file"
    },
    "dictionary/shape-mismatch": {
        sentence: ({path, tensor, expected, got}) => `${file(path)} does not fit together: ${tensor} should be ${expected}, and is ${got}.`,
        action: "copy-details"
    },
    "dictionary/not-finite": {sentence: ({path, tensor}) => `${file(path)} is damaged: ${tensor} holds a value that is not a number.`, action: "copy-details"},
    "dictionary/wrong-model": {
        sentence: ({dictionary, model, expected, got}) =>
            `${file(dictionary)} was made for another model than ${file(model)}: it expects ${expected}, and this one has ${got}.`,
        action: "change-dictionaries"
    },
    "dictionary/not-loaded": {sentence: () => "This needs a dictionary that is not loaded. Choose a model that brings it.", action: "open-models"},
    "dictionary/wrong-hook": {
        sentence: ({path, hook}) =>
            `${file(path)} was trained at ${hook}, not on the residual stream after a layer. Only those can be read and steered here. Nothing was changed.`,
        action: "choose-file"
    },
    "dictionary/not-found": {sentence: ({path}) => `Saelor no longer knows the dictionary ${file(path)}.`, action: "open-library"},
    "dictionary/needs": {
        sentence: ({path, what}) =>
            what === "k"
                ? `${file(path)} does not tell how many features fire on a token (k). Say it where the dictionary is chosen, and begin again.`
                : `${file(path)} does not tell after which layer it reads. Say it where the dictionary is chosen, and begin again.`,
        action: "open-library"
    },
    "model/not-found": {sentence: () => "Saelor no longer knows this model.", action: "open-library"},
    "model/not-loaded": {sentence: () => "No model is loaded yet.", action: "open-models"},
    "model/load-failed": {sentence: ({path, detail}) => `${file(path)} could not be loaded: ${detail}.`, action: "open-models"},
    "model/wrong-kind": {sentence: ({path, got}) => `${file(path)} is ${got}, not a language model.`, action: "open-library"},
    "model/no-memory": {
        sentence: ({path}) =>
            `There is not enough memory for ${file(path)}. Choose a smaller context, fewer layers on the GPU, or a smaller file: the library shows what fits.`,
        action: "open-library"
    },
    "model/context-full": {
        sentence: ({contextSize, neededTokens}) =>
            `This conversation needs ${neededTokens.toLocaleString("en")} tokens, and the model has room for ${contextSize.toLocaleString("en")}. Start a new chat or shorten it.`,
        action: "new-chat"
    },
    "model/evaluation-failed": {sentence: () => "The model stopped in the middle of its work. The conversation is kept.", action: "retry"},
    "native/not-built": {
        sentence: () => "The part of Saelor that looks into the model is not built. Run npm run build:native, then start again.",
        action: "copy-details"
    },
    "native/incompatible": {
        sentence: () => "The part of Saelor that looks into the model does not fit this llama.cpp. Run npm run build:native, then start again.",
        action: "copy-details"
    },
    "native/failed": {sentence: ({detail}) => `Looking into the model failed: ${detail}.`, action: "retry"},
    "steering/bad-condition": {sentence: ({detail}) => `One of the conditions cannot be used: ${detail}.`, action: "open-steering"},
    "steering/bad-edit": {sentence: ({detail}) => `One of the edits cannot be applied: ${detail}.`, action: "open-steering"},
    "steering/not-calibrated": {
        sentence: ({feature}) =>
            feature === undefined
                ? "This dictionary is not calibrated yet, so a nudge has no scale. Use the mode “add” instead."
                : `Feature ${feature} has no known maximum yet. Use the mode “add”, or pin it in activation units.`,
        action: "open-steering"
    },
    "chat/not-found": {sentence: () => "This conversation is no longer there.", action: "new-chat"},
    "chat/busy": {sentence: () => "This conversation is still being answered. Stop that answer first.", action: "retry"},
    "feature/not-found": {
        sentence: ({feature, nFeatures}) => `There is no feature ${feature}: this dictionary has 0 to ${nFeatures - 1}.`,
        action: "open-steering"
    },
    "feature/moderated": {
        sentence: ({feature, category}) => `Feature ${feature} is on this dictionary's moderation list (${category}), so it is neither shown nor steered.`,
        action: "open-moderation"
    },
    "feature/not-harvested": {
        sentence: () => "This dictionary was not harvested yet, so its features have no statistics and no examples. Harvest it first.",
        action: "open-features"
    },
    "meaning/no-model": {
        sentence: () => "Search by meaning needs an embedding model. Choose one among the features, under Meaning.",
        action: "open-features"
    },
    "labeller/failed": {
        sentence: ({labeller, detail}) => `${labeller} could not go on describing: ${detail}. What is labelled is kept.`,
        action: "retry"
    },
    "label/not-found": {sentence: () => "This label is no longer there.", action: "retry"},
    "preset/not-found": {sentence: () => "This preset is no longer there.", action: "retry"},
    "preset/other-dictionary": {
        sentence: ({name, differences}) => `“${name}” was made with another dictionary, so its features would mean something else: ${differences.join("; ")}.`,
        action: "open-models"
    },
    "evaluation/not-found": {sentence: () => "This evaluation is no longer there.", action: "retry"},
    "evaluation/not-possible": {sentence: ({detail}) => `This cannot be measured: ${detail}.`, action: "retry"},
    "folder/not-found": {sentence: () => "This folder is no longer there.", action: "retry"},
    "store/newer-version": {
        sentence: ({got, supported}) =>
            `Your workspace was written by a newer Saelor (version ${got}; this one reads up to ${supported}). Update Saelor, or choose another workspace.`,
        action: "copy-details"
    },
    "store/corrupt": {
        sentence: ({path}) => `The workspace file ${file(path)} is damaged. Put back a copy, or move it away to begin anew.`,
        action: "copy-details"
    },
    "store/locked": {sentence: () => "Another Saelor has this workspace open. Close it, then try again.", action: "retry"},
    "serve/port-in-use": {sentence: ({port}) => `Port ${port} is taken by another program.`, action: "copy-details"},
    "input/invalid": {sentence: ({detail}) => `That could not be used: ${detail}.`, action: "copy-details"},
    "engine/internal": {sentence: ({detail}) => `Something went wrong inside the engine: ${detail}.`, action: "copy-details"}
};

export interface ToldError {
    readonly sentence: string;
    readonly action: ErrorAction;
    /** the facts of its code */
    readonly data: unknown;
    /** for a bug report */
    readonly details: string;
}

const isCode = (code: unknown): code is ErrorCode => typeof code === "string" && Object.hasOwn(errorData, code);

/** Says a code with its facts; facts that do not fit their code lead to the plain message. */
export function tellCode(code: string, data: unknown, message: string): ToldError {
    const details = JSON.stringify({code, message, data}, null, 2);
    if (!isCode(code)) return {sentence: message === "" ? "Something went wrong." : `Something went wrong: ${message}`, action: "copy-details", data, details};
    const entry: Entry<ErrorCode> = errorSentences[code] as never;
    const facts = errorData[code].safeParse(data ?? {});
    return {sentence: (facts.success ? entry.sentence(facts.data) : `${message || code}.`).replace(/\.{2,}$/, "."), action: entry.action, data, details};
}

/** Says any thrown value. */
export function tellError(error: unknown): ToldError {
    if (typeof error === "object" && error !== null && "code" in error) {
        const {code, data, message} = error as {code: unknown; data?: unknown; message?: unknown};
        return tellCode(String(code), data, String(message ?? ""));
    }
    return tellCode("", undefined, error instanceof Error ? error.message : String(error));
}
