import {electronProgram, ensureElectronBundle} from "./electron.mjs";
import {openInBrowser} from "./openInBrowser.mjs";
import {root} from "./places.mjs";
import {run} from "./run.mjs";
import {runMain, say} from "./say.mjs";
import {whyNoDesktop} from "./screen.mjs";
import {setup} from "./setup.mjs";

const OWN_OPTIONS = new Set(["--browser", "--no-open", "--desktop"]);

/**
 * `npm start`: the desktop app where its runtime can be had, and otherwise the same app in the browser.
 * `--browser`: the browser in any case. `--no-open`: print the address and open nothing. `--desktop`: try again to fetch a runtime
 * that could not be had before. Other options go to `serve`.
 */
await runMain(async () => {
    const args = process.argv.slice(2);
    const wantsBrowser = args.includes("--browser") || args.includes("--no-open");
    await setup();

    if (!wantsBrowser) {
        const obstacle = whyNoDesktop();
        const electron = obstacle === undefined ? await electronProgram({download: args.includes("--desktop") ? "again" : true}) : undefined;
        if (electron !== undefined) {
            await ensureElectronBundle();
            const {code} = await run(electron, [root]);
            return code;
        }
        say(`${obstacle ?? "The desktop runtime (Electron) can't be had here (npm start -- --desktop tries again)"}, so Saelor is served to a browser.`);
    }
    return await openInBrowser(
        args.filter((argument) => !OWN_OPTIONS.has(argument)),
        {open: !args.includes("--no-open")}
    );
});
