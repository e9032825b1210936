import {parseSync, Visitor} from "vite";

/**
 * Every module that a source file names: imports and re-exports, also those of types only, `import("…")` as value and as type, `require("…")`.
 *
 * This reads with the parser that vite brings (oxc). dependency-cruiser, the usual tool, parses TypeScript only through a
 * compiler API that TypeScript 7 no longer has, or through Babel or swc, which nothing else here needs.
 */
export function readImports(file: string, code: string): readonly string[] {
    const {module, program, errors} = parseSync(file, code);
    if (errors.length > 0) throw new Error(`${file}: ${errors[0]!.message}`);
    const named = new Set<string>();
    for (const {moduleRequest} of module.staticImports) named.add(moduleRequest.value);
    for (const {entries} of module.staticExports) for (const {moduleRequest} of entries) if (moduleRequest) named.add(moduleRequest.value);
    new Visitor({
        ImportExpression({source}) {
            if (source.type === "Literal" && typeof source.value === "string") named.add(source.value);
        },
        TSImportType({source}) {
            named.add(source.value);
        },
        CallExpression({callee, arguments: [first]}) {
            if (callee.type === "Identifier" && callee.name === "require" && first?.type === "Literal" && typeof first.value === "string")
                named.add(first.value);
        }
    }).visit(program);
    return [...named];
}
