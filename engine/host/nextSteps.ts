import {type EngineError, type ErrorCode, isEngineError} from "../contract/index.ts";

/** What a person at a terminal can do about each failure. (The renderer has its own sentences and buttons.) */
export const NEXT_STEPS: Readonly<Record<ErrorCode, string>> = {
    "file/not-found": "Check the path.",
    "file/no-permission": "Change the permissions of the file or its folder, or choose another place.",
    "file/truncated": "The file is incomplete: fetch or copy it again.",
    "file/malformed": "The file is not what its name says, or is damaged: fetch or make it again.",
    "file/too-large": "The file claims more than is read safely. If it should be this large, please report it.",
    "file/exists": "Choose another name, or move the existing file away.",
    "file/in-use": "Unload the model first, or load another one.",
    "disk/full": "Free some space and try again; nothing that was there is changed.",
    "disk/not-enough-space": "Free some space, or keep the library on another disk: saelor library folder DIR",
    "network/unreachable": "Check the connection; what was fetched is kept and the run can be resumed.",
    "repository/not-found": "Check the name (owner/name). A private repository needs a token: saelor library token",
    "repository/gated": "Accept the licence on the repository's page, then give your token: saelor library token",
    "download/refused": "Check the name and the revision; a token may be needed: saelor library token",
    "download/interrupted": "Resume the run: what was fetched is kept.",
    "download/corrupt": "Start again: what was fetched is not what was published, and was removed.",
    "download/keeps-changing": "The file changes on the server while it is fetched: try again later, or name a revision.",
    "secret/unavailable": "The system's key store can't be used: unlock it, or run saelor serve, which keeps the token in a file.",
    "run/not-found": "List the runs again: it may have been removed.",
    "run/not-possible": "See the run's state: only running work can be paused, only paused or failed work resumed.",
    "checkpoint/forbidden-global": "The checkpoint wants to run code, so it was not read. Get it from a source you trust, as plain tensors.",
    "dictionary/unknown-format": "Use a .sae.gguf, or convert a published checkpoint: npm run saelor -- convert --help",
    "dictionary/unsupported": "This kind of dictionary is not supported yet.",
    "dictionary/shape-mismatch": "The file's tensors contradict each other: fetch it again, or check which file it is.",
    "dictionary/not-finite": "The file holds NaN or infinity: fetch it again, or train it again.",
    "dictionary/wrong-model": "Use the model that the dictionary was trained on, or a dictionary of this model.",
    "dictionary/not-loaded": "Load the dictionary with the model: --dictionary FILE.sae.gguf",
    "dictionary/wrong-hook": "Only dictionaries of the residual stream (resid_post, or resid_pre of the next layer) can be read and steered.",
    "dictionary/not-found": "List the dictionaries again: it may have been removed.",
    "dictionary/needs": "Give what the file does not tell: --layer N, or --k N",
    "model/not-found": "See what there is: saelor library list, saelor library catalogue",
    "model/not-loaded": "Load a model first: --model FILE.gguf",
    "model/load-failed": "Check that the file is a complete GGUF of an architecture that llama.cpp knows.",
    "model/wrong-kind": "Choose a language model in GGUF format; a dictionary is added with --dictionary, or by saelor library add.",
    "model/no-memory": "Use a smaller context, fewer GPU layers, or a smaller quantisation.",
    "model/context-full": "Start a new conversation, or load the model with a larger context.",
    "model/evaluation-failed": "Try again; if it happens again, please report it with the details above.",
    "native/not-built": "Build the addon: npm run build:native",
    "native/incompatible": "Install the locked versions and rebuild: npm ci && npm run build:native",
    "native/failed": "Try again; if it happens again, please report it with the details above.",
    "steering/bad-condition": "Correct the condition; it may have 16 levels, 256 comparisons and 64 features, and read no later layer than its edits'.",
    "steering/bad-edit": "Correct the edit; the modes are add, nudge, pin and scale.",
    "steering/not-calibrated": "Use mode add (activation units), or a dictionary that carries its calibration.",
    "chat/not-found": "List the conversations again: it may have been removed.",
    "chat/busy": "Wait for the running answer, or stop it.",
    "feature/not-found": "Feature numbers start at 0 and end below nFeatures.",
    "feature/moderated": "The feature is on this dictionary's moderation list; research access is granted per dictionary: saelor moderation access",
    "feature/not-harvested": "Run a harvest first: saelor harvest",
    "meaning/no-model": "Name a small embedding model (GGUF) once: saelor search --embedder FILE",
    "labeller/failed": "Check the endpoint, the model's name and the key; what was labelled is kept.",
    "label/not-found": "List the labels again: it may have been removed.",
    "preset/not-found": "List the presets again: it may have been removed.",
    "preset/other-dictionary":
        "Load the model with the dictionary that the preset was made with. Where an Ember file names another model, `saelor preset import FILE --dictionary FILE.sae.gguf` says whose features it means.",
    "evaluation/not-found": "List the evaluations again: it may have been removed.",
    "evaluation/not-possible": "Correct what was asked for; nothing was begun.",
    "folder/not-found": "List the folders again: it may have been removed.",
    "store/newer-version": "This workspace was written by a newer Saelor: update Saelor, or use another folder (--workspace DIR).",
    "store/corrupt": "Nothing was changed. Restore the folder from a backup, or use another one (--workspace DIR).",
    "store/locked": "Another Saelor has this workspace open: close it, or use another folder (--workspace DIR).",
    "serve/port-in-use": "Choose another port (--port N), or leave --port out to get a free one.",
    "input/invalid": "Correct the input; --help shows what a command takes.",
    "engine/internal": "Please report this with the details above."
};

/** What to do about this very failure: where the facts tell more than the code. */
export function nextStepOf(error: EngineError): string {
    return (isEngineError(error, "download/refused") && stepByStatus(error.data.status)) || NEXT_STEPS[error.code];
}

function stepByStatus(status: number): string | undefined {
    if (status === 429) return "The server asks to wait: try again in a while. With a token it allows more: saelor library token";
    if (status === 408 || status === 425 || status >= 500) return "The server has trouble: try again later; what was fetched is kept.";
    // it answered, but with something else
    if (status < 400) return "Something else may answer in the server's place: sign in to this network in a browser, or check HF_ENDPOINT.";
    return undefined;
}
