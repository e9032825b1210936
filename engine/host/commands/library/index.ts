import type {Command} from "commander";
import {registerAdd} from "./add.ts";
import {registerCatalogue} from "./catalogue.ts";
import {registerCheck} from "./check.ts";
import {registerFit} from "./fit.ts";
import {registerFolder} from "./folder.ts";
import {registerFound} from "./found.ts";
import {registerGet} from "./get.ts";
import {registerList} from "./list.ts";
import {registerLook} from "./look.ts";
import {registerRuns} from "./runs.ts";
import {registerToken} from "./token.ts";

/** One file per command of the library; each registers itself. */
export function registerLibrary(program: Command): void {
    const library = program.command("library").description("models and dictionaries: what is here, what can be had, what fits");
    for (const register of [
        registerList,
        registerCatalogue,
        registerFound,
        registerAdd,
        registerLook,
        registerFit,
        registerCheck,
        registerFolder,
        registerGet,
        registerRuns,
        registerToken
    ])
        register(library);
}
