import {globSync, readFileSync} from "node:fs";
import path from "node:path";
import {judgeImport} from "./judgeImport.ts";
import {readImports} from "./readImports.ts";
import {readImportTable} from "./readImportTable.ts";

const root = path.resolve(import.meta.dirname, "../../../..");

/** @returns one line per forbidden import */
export function checkImports(folder: string): readonly string[] {
    const rules = readImportTable(readFileSync(path.join(folder, "ARCHITECTURE.md"), "utf8"));
    const files = globSync("{engine,main,renderer,e2e}/**/*.{ts,tsx,mts,mjs,js,cjs}", {
        cwd: folder,
        exclude: (name) => /(^|[\\/])(node_modules|build)$/.test(name)
    });
    return files
        .map((file) => file.replaceAll(path.sep, "/"))
        .sort()
        .flatMap((file) =>
            readImports(file, readFileSync(path.join(folder, file), "utf8")).flatMap((specifier) => {
                const reason = judgeImport(rules, file, specifier);
                return reason === undefined ? [] : [`${file}: ${reason} ("${specifier}")`];
            })
        );
}

if (import.meta.main) {
    const forbidden = checkImports(root);
    for (const line of forbidden) console.error(line);
    if (forbidden.length > 0) console.error("\nThe table in ARCHITECTURE.md says who may import what.");
    process.exitCode = forbidden.length === 0 ? 0 : 1;
}
