/** As many as a person reads; a file may hold millions. */
const MAX_TOLD = 10;

/**
 * Keys that a schema did not know, so that nothing is dropped in silence: a misspelt `ruels` would leave a steering without its rules.
 * @param value as it was read; JSON
 * @param parsed what the schema made of it: zod leaves out keys that it does not know
 * @param root what the value is called
 * @returns a sentence each: `unknown key "ruels" in the steering: it is not read`
 */
export function unknownKeys(value: unknown, parsed: unknown, root = "the steering"): string[] {
    const found: string[] = [];
    let beyond = 0;
    const look = (raw: unknown, known: unknown, where: string): void => {
        if (typeof raw !== "object" || raw === null || typeof known !== "object" || known === null) return;
        if (raw === known) return;
        for (const [key, inner] of Object.entries(raw)) {
            const place = Array.isArray(raw) ? `${where}[${key}]` : where === "" ? key : `${where}.${key}`;
            if (Object.hasOwn(known, key)) look(inner, (known as Record<string, unknown>)[key], place);
            else if (found.length === MAX_TOLD) beyond++;
            else found.push(`unknown key ${JSON.stringify(key.slice(0, 80))} in ${where === "" ? root : `${where} of ${root}`}: it is not read`);
        }
    };
    look(value, parsed, "");
    return beyond === 0 ? found : [...found, `${beyond} more unknown keys in ${root}`];
}
