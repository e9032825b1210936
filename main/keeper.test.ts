import {beforeEach, describe, expect, it, vi} from "vitest";
import {answerKeeper} from "./keeper.ts";

const safeStorage = vi.hoisted(() => ({
    isEncryptionAvailable: vi.fn(() => true),
    getSelectedStorageBackend: vi.fn(() => "gnome_libsecret"),
    encryptString: (text: string) => Buffer.from([...text].reverse().join("")),
    decryptString: (bytes: Buffer) => [...bytes.toString()].reverse().join("")
}));
vi.mock("electron", () => ({safeStorage}));

describe("answerKeeper", () => {
    beforeEach(() => void vi.stubGlobal("process", {...process, platform: "linux"}));

    it("encrypts to base64 and back", () => {
        const encrypted = answerKeeper({type: "keeper", id: 3, operation: "encrypt", text: "hf_é"});
        expect(encrypted).toEqual({type: "keeper", id: 3, value: Buffer.from("é_fh").toString("base64")});
        expect(answerKeeper({type: "keeper", id: 4, operation: "decrypt", text: Buffer.from("cba").toString("base64")})).toEqual({
            type: "keeper",
            id: 4,
            value: "abc"
        });
    });

    it("does not call a fixed password a key store", () => {
        const available = () => answerKeeper({type: "keeper", id: 0, operation: "available"});
        expect(available()).toMatchObject({value: true});
        safeStorage.getSelectedStorageBackend.mockReturnValueOnce("basic_text");
        expect(available()).toMatchObject({value: false});
        safeStorage.isEncryptionAvailable.mockReturnValueOnce(false);
        expect(available()).toMatchObject({value: false});
    });

    it("answers a failure instead of ending the shell", () => {
        safeStorage.isEncryptionAvailable.mockImplementationOnce(() => {
            throw new Error("locked");
        });
        expect(answerKeeper({type: "keeper", id: 1, operation: "available"})).toEqual({type: "keeper", id: 1, failure: "locked"});
    });
});
