/**
 * One calm line per step that takes a while, on stderr: stdout belongs to the command that follows, which may print JSON.
 */
export function say(line) {
    process.stderr.write(`${line}\n`);
}

/** A set-up step cannot go on until a person does something; the message names what is missing and how to get it. */
export class SetupError extends Error {
    name = "SetupError";
}

/** Runs a script's main function: a missing tool is a sentence, not a stack trace. */
export async function runMain(main) {
    try {
        process.exitCode = await main();
    } catch (error) {
        if (!(error instanceof SetupError)) throw error;
        say(`\n${error.message}`);
        process.exitCode = 1;
    }
}
