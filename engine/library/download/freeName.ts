/**
 * The first of `name`, `name-2`, `name-3`, … that is free.
 * @param ending stays at the end: `.sae.gguf`
 */
export async function freeName(name: string, ending: string, isFree: (candidate: string) => Promise<boolean>): Promise<string> {
    for (let n = 1; ; n++) {
        const candidate = `${name}${n === 1 ? "" : `-${n}`}${ending}`;
        if (await isFree(candidate)) return candidate;
    }
}
