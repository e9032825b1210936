import path from "node:path";
import type {ImportRule} from "./readImportTable.ts";

/**
 * Whether a file may import what it names, by the folder table.
 * @param file from the root, with slashes
 * @returns undefined where it may, and otherwise why not
 */
export function judgeImport(rules: readonly ImportRule[], file: string, specifier: string): string | undefined {
    const rule = ruleOf(rules, file);
    if (rule === undefined) return undefined;
    const isTest = /\.test\.\w+$|\/fixtures\//.test(file);
    return specifier.startsWith(".") ? judgeFile(rules, rule, file, specifier, isTest) : judgePackage(rule, specifier, isTest);
}

function judgeFile(rules: readonly ImportRule[], rule: ImportRule, file: string, specifier: string, isTest: boolean): string | undefined {
    const target = path.posix.join(path.posix.dirname(file), specifier.replace(/\?.*$/, ""));
    const targetRule = ruleOf(rules, target);
    if (targetRule === rule) return undefined;
    // package.json and the like: data of the project, not code of another folder
    if (targetRule === undefined) return target.endsWith(".json") ? undefined : `${target} belongs to no folder of the table`;
    const isOpen = rule.everything || isTest;
    // the shells import the engine, never the other way round
    if (isOpen && (targetRule.folder.startsWith("engine/") || rule.folder === "e2e")) return undefined;
    return rule.folders.includes(targetRule.folder) ? undefined : `${rule.folder}/ may not import ${targetRule.folder}/`;
}

function judgePackage(rule: ImportRule, specifier: string, isTest: boolean): string | undefined {
    const name = packageName(specifier);
    const isNamed = rule.packages.some((pattern) => (pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : name === pattern));
    if (isNamed) return undefined;
    if (name !== "electron" && (rule.everything || isTest)) return undefined;
    return `${rule.folder}/ may not import ${name}`;
}

/** The most particular folder of the table that holds the file. */
function ruleOf(rules: readonly ImportRule[], file: string): ImportRule | undefined {
    return rules.filter((rule) => file.startsWith(`${rule.folder}/`)).sort((a, b) => b.folder.length - a.folder.length)[0];
}

function packageName(specifier: string): string {
    if (specifier.startsWith("node:")) return specifier;
    return specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
}
