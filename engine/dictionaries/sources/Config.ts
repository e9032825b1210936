import {EngineError} from "../../contract/errors.ts";

/** Typed access to a configuration that nobody vouches for. `null` counts as absent, as Python writes it for "not set". */
export class Config {
    readonly path: string;
    readonly #json: Readonly<Record<string, unknown>>;

    constructor(path: string, json: Readonly<Record<string, unknown>>) {
        this.path = path;
        this.#json = json;
    }

    /** The value of the first of these names that is there. */
    get(...names: readonly string[]): unknown {
        for (const name of names) {
            if (Object.hasOwn(this.#json, name) && this.#json[name] !== null) return this.#json[name];
        }
        return undefined;
    }

    text(...names: readonly string[]): string | undefined {
        return this.#typed(names, "text", (value) => typeof value === "string" && value.length <= 1000) as string | undefined;
    }

    flag(...names: readonly string[]): boolean | undefined {
        return this.#typed(names, "true or false", (value) => typeof value === "boolean") as boolean | undefined;
    }

    number(...names: readonly string[]): number | undefined {
        return this.#typed(names, "a number", (value) => typeof value === "number" && Number.isFinite(value)) as number | undefined;
    }

    /** A whole number from 1. */
    count(...names: readonly string[]): number | undefined {
        return this.#typed(names, "a whole number from 1", (value) => Number.isSafeInteger(value) && (value as number) >= 1) as number | undefined;
    }

    /** A configuration within this one; an empty one where it is absent. */
    section(...names: readonly string[]): Config {
        const value = this.#typed(names, "an object", (value) => typeof value === "object" && !Array.isArray(value));
        return new Config(this.path, (value ?? {}) as Record<string, unknown>);
    }

    malformed(detail: string) {
        return new EngineError("file/malformed", {path: this.path, format: "JSON", detail});
    }

    #typed(names: readonly string[], expected: string, fits: (value: unknown) => boolean): unknown {
        const value = this.get(...names);
        if (value === undefined || fits(value)) return value;
        throw this.malformed(`${names[0]}: expected ${expected}, got ${String(JSON.stringify(value)).slice(0, 100)}`);
    }
}
