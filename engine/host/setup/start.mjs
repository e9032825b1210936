import {electronProgram, ensureElectronBundle} from "./electron.mjs";
import {openInBrowser} from "./openInBrowser.mjs";
import {root} from "./places.mjs";
import {run} from "./run.mjs";
import {runMain, say} from "./say.mjs";
import {whyNoDesktop} from "./screen.mjs";
import {setup} from "./setup.mjs";

const OWN_OPTIONS = new Set(["--browser", "--no-open", "--desktop"]);

const HELP = `npm start -- [options]

Opens Saelor: the desktop app where its runtime can be had, and otherwise the same app in the browser.

  --browser              the browser in any case
  --no-open              serve to a browser, print the address and open nothing
  --desktop              try again to fetch a desktop runtime that could not be had before
  --help                 this

Other options go to the server (npm run saelor -- serve --help):

  --port <number>        port on 127.0.0.1 (default: a free one)
  --workspace <folder>   where conversations and labels are kept
  --model <file>         GGUF model to remember and load
  --dictionary <file>    a .sae.gguf of that model; may be given several times`;

/**
 * `npm start`: the desktop app where its runtime can be had, and otherwise the same app in the browser.
 * `--browser`: the browser in any case. `--no-open`: print the address and open nothing. `--desktop`: try again to fetch a runtime
 * that could not be had before. Other options go to `serve`.
 */
await runMain(async () => {
    const args = process.argv.slice(2);
    if (args.includes("--help") || args.includes("-h")) {
        process.stdout.write(`${HELP}\n`);
        return 0;
    }
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
