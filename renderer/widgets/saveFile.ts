/** how long a browser may take to begin reading what it saves */
const KEEP_MS = 60_000;

/** Hands a file to the person, where downloads go. */
export function saveFile(content: Blob, name: string) {
    const url = URL.createObjectURL(content);
    const link = document.createElement("a");
    link.href = url;
    link.download = name.replaceAll(/[\\/:*?"<>|]/g, "-");
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), KEEP_MS);
}
