/** Off a terminal a line is written at most so often: enough to see that something goes on, few enough for a log. */
const EVERY_MS = 5000;

/**
 * What goes on: on a terminal one line that is written over until it is cleared; in a file or a pipe a line of its own now and then.
 * @param now milliseconds on a steady clock
 */
export function progressLine(stream: Pick<NodeJS.WriteStream, "isTTY" | "write">, now: () => number = () => performance.now()) {
    let shown = "";
    // what is over before that has nothing to tell
    let writtenAt = now();
    return {
        show(line: string): void {
            if (line === shown) return;
            if (stream.isTTY) stream.write(`\r\u001b[K${line}`);
            else if (now() - writtenAt >= EVERY_MS) {
                writtenAt = now();
                stream.write(`${line}\n`);
            } else return;
            shown = line;
        },
        clear(): void {
            if (shown !== "" && stream.isTTY) stream.write("\r\u001b[K");
            shown = "";
        }
    };
}
