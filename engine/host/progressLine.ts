/** One line on a terminal that is written over until it is cleared; nothing where the stream is a file or a pipe. */
export function progressLine(stream: NodeJS.WriteStream) {
    let shown = "";
    return {
        show(line: string): void {
            if (!stream.isTTY || line === shown) return;
            stream.write(`\r\u001b[K${line}`);
            shown = line;
        },
        clear(): void {
            if (shown !== "") stream.write("\r\u001b[K");
            shown = "";
        }
    };
}
