import {electronProgram, ensureElectronBundle} from "./electron.mjs";
import {openInBrowser} from "./openInBrowser.mjs";
import {root} from "./places.mjs";
import {run} from "./run.mjs";
import {runMain, say} from "./say.mjs";
import {setup} from "./setup.mjs";

/**
 * `npm start`: the desktop app where its runtime can be had, and otherwise the same app in the browser.
 * `--browser`: the browser in any case. `--no-open`: print the address and open nothing. Other options go to `serve`.
 */
await runMain(async () => {
    const args = process.argv.slice(2);
    const wantsBrowser = args.includes("--browser") || args.includes("--no-open");
    await setup();

    const electron = wantsBrowser ? undefined : await electronProgram();
    if (electron !== undefined) {
        await ensureElectronBundle();
        const {code} = await run(electron, [root]);
        return code;
    }
    if (!wantsBrowser) say("The desktop runtime (Electron) can't be had here, so Saelor opens in your browser instead.");
    return await openInBrowser(
        args.filter((argument) => argument !== "--browser" && argument !== "--no-open"),
        {open: !args.includes("--no-open")}
    );
});
