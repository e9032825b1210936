import {errorSentences, tellCode} from "../../app/errorSentences.ts";

/** `file/not-found` or `file/no-permission: operation read`, alone or after the name of the file that it is about */
const CODE = /^(?:(.+?): )?([a-z]+\/[a-z-]+)(?:: (.*))?$/;

interface Troubled {
    readonly path: string;
    readonly problem?: string | undefined;
}

/** Why a file can't be used, as a sentence: the engine tells it as a code with its facts, or in words. */
export function problemWords({path, problem = "file/not-found"}: Troubled): string {
    const [, name, code, facts] = CODE.exec(problem) ?? [];
    if (code === undefined || !Object.hasOwn(errorSentences, code)) return `It can't be used: ${problem.replace(/\.$/, "")}.`;
    // of another file only the name is told, not where it was
    if (name !== undefined && code === "file/not-found") return `${name} is no longer where it was.`;
    const about = name ?? path;
    return tellCode(code, {path: about, ...readFacts(facts)}, `${fileName(about)} can't be used`).sentence;
}

function readFacts(facts = ""): Record<string, string | number> {
    const pairs = [...facts.matchAll(/(\w+) ([^,]+)/g)].map(([, name, value]) => [name!, Number.isNaN(Number(value)) ? value! : Number(value)] as const);
    return Object.fromEntries(pairs);
}

const fileName = (path: string) => path.split(/[\\/]/).at(-1) ?? path;
