/** Bytes at positions: a file on disk, or a member of a zip that is unpacked when it is first read. */
export interface ReadableFile {
    /** file that the user knows, for errors */
    readonly path: string;
    readonly size: number;
    /**
     * Fills `into` from `position`.
     * @param position bytes from the start
     * @throws EngineError `file/truncated` when the file ends before `into` is full; the signal's reason when aborted
     */
    readExactly(into: Uint8Array, position: number): Promise<void>;
}
