import {EngineError} from "../../contract/index.ts";

/**
 * `owner/name`, also out of an address that was copied from the browser.
 * @throws EngineError `input/invalid`
 */
export function parseRepoName(text: string): string {
    const path = text.trim().replace(/^(?:https?:\/\/)?(?:www\.)?(?:huggingface\.co|hf\.co)\//i, "");
    const [, owner, name] = /^([\w.-]+)\/([\w.-]+?)\/?(?:(?:tree|blob|resolve)\/.*)?$/.exec(path) ?? [];
    // such names would lead a path elsewhere
    if (owner === undefined || name === undefined || /^\.+$/.test(owner) || /^\.+$/.test(name))
        throw new EngineError("input/invalid", {detail: `${text.slice(0, 200)} is no repository's name: owner/name is expected`});
    return `${owner}/${name}`;
}
