import {createInterface} from "node:readline/promises";
import {Writable} from "node:stream";
import type {Command} from "commander";
import {EngineError} from "../../../contract/index.ts";
import {hubToken} from "../../hubToken.ts";
import {interruptSignal} from "../../interrupt.ts";
import {openSecrets} from "../../secrets/openSecrets.ts";
import {type LibraryOptions, print, printJson, withLibraryOptions} from "./openLibrary.ts";

export function registerToken(library: Command): void {
    const token = withLibraryOptions(library.command("token"))
        .description("whether a Hugging Face token is kept, and where; gated repositories need one")
        .action((options: LibraryOptions) => tell(options));
    token
        .command("set")
        .description("keep a token, read from the first line of stdin")
        .action((_options, command: Command) => set(command.optsWithGlobals()));
    token
        .command("remove")
        .description("forget the token")
        .action((_options, command: Command) => remove(command.optsWithGlobals()));
}

/** The folder of the workspace must be there before something can be kept in it. */
async function open({workspace}: LibraryOptions) {
    const {ensureWritableFolder} = await import("../../../store/ensureFolder.ts");
    ensureWritableFolder(workspace);
    return hubToken({secrets: () => openSecrets(workspace), env: process.env});
}

async function tell(options: LibraryOptions): Promise<void> {
    const {present, kept, where} = await (await open(options)).describe();
    if (options.json) return printJson({present, kept, where});
    print(present ? `A token is kept: ${where}` : "No token is kept. To give one: saelor library token set");
}

async function set(options: LibraryOptions): Promise<void> {
    const token = await open(options);
    const given = (await readLine()).trim();
    if (given === "") throw new EngineError("input/invalid", {detail: "no token came from stdin"});
    await token.set(given);
    await tell(options);
}

async function remove(options: LibraryOptions): Promise<void> {
    await (await open(options)).remove();
    await tell(options);
}

/** One line; on a terminal it is not shown while it is typed. Never from the arguments: those every user of the machine can see. */
async function readLine(): Promise<string> {
    const {stdin, stderr} = process;
    if (stdin.isTTY) stderr.write("Token (it is not shown): ");
    const silent = new Writable({write: (_chunk, _encoding, done) => done()});
    const lines = createInterface({input: stdin, ...(stdin.isTTY && {output: silent, terminal: true})});
    try {
        return await new Promise<string>((resolve, reject) => {
            const signal = interruptSignal();
            signal.addEventListener("abort", () => reject(signal.reason), {once: true});
            lines.once("line", resolve);
            lines.once("SIGINT", () => process.kill(process.pid, "SIGINT"));
            lines.once("close", () => resolve(""));
        });
    } finally {
        lines.close();
        if (stdin.isTTY) stderr.write("\n");
    }
}
