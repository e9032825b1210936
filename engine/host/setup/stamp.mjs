import {createHash} from "node:crypto";
import {existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync} from "node:fs";
import path from "node:path";
import {inRoot} from "./places.mjs";

/**
 * Whether something was made from exactly these sources. Contents are hashed, since a fresh clone gives every file a new date.
 * @param name file under out/stamps/
 * @param sources files and folders, from the root
 */
export function stamp(name, sources) {
    const file = inRoot("out/stamps", name);
    const hash = createHash("sha256");
    for (const source of sources) addTo(hash, source);
    const digest = hash.digest("hex");
    return {
        matches: () => existsSync(file) && readFileSync(file, "utf8") === digest,
        write: () => {
            mkdirSync(path.dirname(file), {recursive: true});
            writeFileSync(file, digest);
        }
    };
}

const NOT_SOURCES = new Set(["build", "fixtures", "node_modules"]);

function addTo(hash, source) {
    const full = inRoot(source);
    if (!existsSync(full)) return;
    if (statSync(full).isDirectory()) {
        for (const name of readdirSync(full).sort()) if (!NOT_SOURCES.has(name)) addTo(hash, `${source}/${name}`);
        return;
    }
    hash.update(`${source}\0`).update(readFileSync(full)).update("\0");
}
