import {safeStorage} from "electron";

/** What the engine asks of the system's key store, which only the shell can reach. */
export interface KeeperRequest {
    readonly type: "keeper";
    readonly id: number;
    readonly operation: "available" | "encrypt" | "decrypt";
    /** to encrypt; or base64, to decrypt */
    readonly text?: string;
}

export type KeeperAnswer = {readonly type: "keeper"; readonly id: number} & ({readonly value: boolean | string} | {readonly failure: string});

export function answerKeeper({id, operation, text = ""}: KeeperRequest): KeeperAnswer {
    try {
        return {type: "keeper", id, value: OPERATIONS[operation](text)};
    } catch (error) {
        return {type: "keeper", id, failure: error instanceof Error ? error.message : String(error)};
    }
}

const OPERATIONS = {
    available: () => safeStorage.isEncryptionAvailable() && !isPretence(),
    encrypt: (text: string) => safeStorage.encryptString(text).toString("base64"),
    decrypt: (base64: string) => safeStorage.decryptString(Buffer.from(base64, "base64"))
};

/** On a Linux desktop without a keyring Electron encrypts with a password that is in its source: a file with strict permissions is no worse. */
function isPretence(): boolean {
    return process.platform === "linux" && ["basic_text", "unknown"].includes(safeStorage.getSelectedStorageBackend());
}
