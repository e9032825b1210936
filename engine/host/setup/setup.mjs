import {ensureAddon} from "./addon.mjs";
import {ensureDependencies} from "./dependencies.mjs";
import {ensureRenderer} from "./renderer.mjs";
import {runMain, say} from "./say.mjs";
import {requireNode} from "./tools.mjs";

/** Everything that the app needs on a fresh clone; each step returns at once when it has nothing to do. */
export async function setup() {
    await setupCommandLine();
    await ensureRenderer();
}

/** What commands without a screen need: packages and the addon. */
export async function setupCommandLine() {
    requireNode();
    await ensureDependencies();
    await ensureAddon();
}

if (process.argv[1] === import.meta.filename)
    await runMain(async () => {
        await setup();
        say("Ready. npm start opens Saelor, npm test runs its tests.");
        return 0;
    });
