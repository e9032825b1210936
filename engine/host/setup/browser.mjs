import {existsSync} from "node:fs";
import {createRequire} from "node:module";
import {inRoot} from "./places.mjs";
import {run} from "./run.mjs";
import {SetupError, say} from "./say.mjs";
import {findProgram} from "./tools.mjs";

/**
 * A Chromium for the journeys in e2e/: CHROME_PATH, the system's, or Playwright's own. Debian's root gets it installed.
 * @returns path of the program
 */
export async function ensureBrowser() {
    return findBrowser() ?? (await installOnDebian()) ?? missing();
}

function findBrowser() {
    const named = process.env.CHROME_PATH;
    if (named !== undefined) {
        if (existsSync(named)) return named;
        throw new SetupError(`CHROME_PATH names ${named}, which is not there.`);
    }
    return findProgram("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome") ?? findInstalled() ?? findPlaywrights();
}

const INSTALLED = ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe"];
const findInstalled = () => INSTALLED.find((program) => existsSync(program));

function findPlaywrights() {
    const {chromium} = createRequire(inRoot("package.json"))("playwright-core");
    return existsSync(chromium.executablePath()) ? chromium.executablePath() : undefined;
}

async function installOnDebian() {
    if (process.getuid?.() !== 0 || findProgram("apt-get") === undefined) return undefined;
    say("Installing Debian's Chromium for the browser tests (once) …");
    const env = {DEBIAN_FRONTEND: "noninteractive"};
    await run("apt-get", ["update", "-qq"], {quiet: true, env});
    const {code, text} = await run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], {quiet: true, env});
    if (code !== 0) throw new SetupError(`apt-get could not install chromium:\n${text.trim()}`);
    return findBrowser();
}

function missing() {
    throw new SetupError(
        "No Chromium for the browser tests. Any of these will do:\n" +
            "  Debian or Ubuntu: sudo apt-get install chromium\n" +
            "  anywhere: npx playwright install chromium\n" +
            "  or set CHROME_PATH to a Chrome that you have."
    );
}
