import {Command, CommanderError} from "commander";
import {EngineError} from "../contract/index.ts";
import {wasInterrupted} from "./interrupt.ts";
import {reportError} from "./reportError.ts";

type Register = (program: Command) => void;

/** One file per command; only the one that is asked for is read, so that `score` does not wait for what `serve` needs. */
const COMMANDS: Readonly<Record<string, () => Promise<Register>>> = {
    serve: async () => (await import("./commands/serve.ts")).registerServe,
    chat: async () => (await import("./commands/chat.ts")).registerChat,
    inspect: async () => (await import("./commands/inspect.ts")).registerInspect,
    harvest: async () => (await import("./commands/harvest.ts")).registerHarvest,
    feature: async () => (await import("./commands/feature.ts")).registerFeature,
    search: async () => (await import("./commands/search.ts")).registerSearch,
    contrast: async () => (await import("./commands/contrast.ts")).registerContrast,
    autosteer: async () => (await import("./commands/autosteer.ts")).registerAutosteer,
    condition: async () => (await import("./commands/condition.ts")).registerCondition,
    score: async () => (await import("./commands/score.ts")).registerScore,
    sweep: async () => (await import("./commands/sweep.ts")).registerSweep,
    convert: async () => (await import("./commands/convert.ts")).registerConvert,
    preset: async () => (await import("./commands/preset/index.ts")).registerPreset,
    label: async () => (await import("./commands/label.ts")).registerLabel,
    labels: async () => (await import("./commands/labels.ts")).registerLabels,
    library: async () => (await import("./commands/library/index.ts")).registerLibrary,
    moderation: async () => (await import("./commands/moderation/index.ts")).registerModeration,
    bench: async () => (await import("./commands/bench.ts")).registerBench
};

const wantsJsonErrors = process.argv.includes("--json-errors");
const args = process.argv.slice(2).filter((argument) => argument !== "--json-errors");

const program = new Command("saelor")
    .description("Look inside an open language model and steer it by its own features, on your own machine.")
    .usage("<command> [options]")
    .option("--json-errors", "print errors as one line of JSON on stderr")
    .helpCommand(false)
    .showHelpAfterError(wantsJsonErrors ? false : "(--help shows what it takes)")
    .configureOutput({
        outputError: (text, write) => write(wantsJsonErrors ? `${reportError(new EngineError("input/invalid", {detail: text.trim()}), {json: true})}\n` : text)
    })
    .exitOverride();

// who reads our output (head, a pager) may have seen enough: that is no failure
for (const stream of [process.stdout, process.stderr])
    stream.on("error", (error: NodeJS.ErrnoException) => {
        if (error.code !== "EPIPE") throw error;
        process.exit(process.exitCode ?? 0);
    });

// whatever a command forgot to wait for still fails in the same words
process.on("uncaughtException", (error) => process.exit(exitCodeOf(error)));

try {
    await register();
    await program.parseAsync(args, {from: "user"});
} catch (error) {
    process.exitCode = exitCodeOf(error);
}

async function register(): Promise<void> {
    const asked = COMMANDS[args[0] ?? ""];
    if (asked !== undefined) (await asked())(program);
    else for (const [name, load] of Object.entries(COMMANDS)) await registerIfWell(name, load);
    // commander hands settings on only to commands that are made afterwards in its own way
    for (const command of program.commands) command.exitOverride();
}

/** The list of commands shows the others when one of them can't be loaded. */
async function registerIfWell(name: string, load: () => Promise<Register>): Promise<void> {
    try {
        (await load())(program);
    } catch (error) {
        process.stderr.write(`The command ${name} can't be loaded: ${error instanceof Error ? error.message : error}\n`);
    }
}

function exitCodeOf(error: unknown): number {
    // commander has already said what is wrong with the arguments
    if (error instanceof CommanderError) return error.exitCode;
    if (wasInterrupted()) return 130;
    process.stderr.write(`${reportError(error, {json: wantsJsonErrors})}\n`);
    return 1;
}
