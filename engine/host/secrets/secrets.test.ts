import {EventEmitter} from "node:events";
import {chmodSync, readdirSync, readFileSync, statSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {scratchFolder} from "../../dictionaries/fixtures/scratchFolder.ts";
import {hubToken} from "../hubToken.ts";
import {openSecrets} from "./openSecrets.ts";
import {shellKeeper} from "./shellKeeper.ts";
import type {Keeper} from "./types.ts";

const flipped = (bytes: Buffer) => Buffer.from(bytes.map((byte) => byte ^ 1));
const rot: Keeper = {
    available: async () => true,
    encrypt: async (text) => flipped(Buffer.from(text)).toString("base64"),
    decrypt: async (base64) => flipped(Buffer.from(base64, "base64")).toString()
};

describe("openSecrets", () => {
    it("keeps a secret in a file that only its owner may read", async () => {
        const folder = await scratchFolder();
        const secrets = await openSecrets(folder);
        expect(await secrets.get("a")).toBeUndefined();
        await secrets.set("a", "one");
        await secrets.set("b", "two");
        await secrets.set("a", "three");
        await secrets.remove("b");
        await secrets.remove("b");
        const again = await openSecrets(folder);
        expect([again.kind, again.where, await again.get("a"), await again.get("b")]).toEqual(["file", join(folder, "secrets.json"), "three", undefined]);
        expect(readdirSync(folder)).toEqual(["secrets.json"]);
        if (process.platform !== "win32") expect(statSync(join(folder, "secrets.json")).mode & 0o777).toBe(0o600);
    });

    it("narrows the permissions of a file that somebody widened", async () => {
        const folder = await scratchFolder();
        const secrets = await openSecrets(folder);
        await secrets.set("a", "one");
        chmodSync(join(folder, "secrets.json"), 0o644);
        await secrets.set("a", "two");
        if (process.platform !== "win32") expect(statSync(join(folder, "secrets.json")).mode & 0o777).toBe(0o600);
    });

    it("encrypts where the system has a key store; without it such a secret is as good as absent", async () => {
        const folder = await scratchFolder();
        const secrets = await openSecrets(folder, rot);
        await secrets.set("a", "one");
        expect([secrets.kind, await secrets.get("a")]).toEqual(["system", "one"]);
        expect(readFileSync(join(folder, "secrets.json"), "utf8")).not.toContain("one");
        const without = await openSecrets(folder, {...rot, available: async () => false});
        expect([without.kind, await without.get("a")]).toEqual(["file", undefined]);
        await without.set("a", "two");
        expect(await secrets.get("a")).toBe("two");
    });

    it("tells that a key store is locked, and that the file is damaged, without showing what it holds", async () => {
        const folder = await scratchFolder();
        const locked = {...rot, decrypt: () => Promise.reject(new Error("locked"))};
        const secrets = await openSecrets(folder, locked);
        await secrets.set("a", "one");
        await expect(secrets.get("a")).rejects.toMatchObject({code: "secret/unavailable", data: {detail: "locked"}});
        writeFileSync(join(folder, "secrets.json"), '{"a": "hf_secret"');
        const damaged = await secrets.get("a").catch((error: unknown) => error);
        expect(damaged).toMatchObject({code: "file/malformed"});
        expect(JSON.stringify(damaged) + String(damaged) + String((damaged as Error).cause)).not.toContain("hf_secret");
    });
});

describe("shellKeeper", () => {
    it("asks the shell and takes each answer to its question", async () => {
        const shell = new EventEmitter() as EventEmitter & {postMessage(message: unknown): void};
        const asked: {id: number; operation: string; text?: string}[] = [];
        shell.postMessage = (message) => void asked.push(message as never);
        const keeper = shellKeeper(shell);
        const [first, second] = [keeper.encrypt("a"), keeper.decrypt("b")];
        expect(asked).toMatchObject([
            {operation: "encrypt", text: "a"},
            {operation: "decrypt", text: "b"}
        ]);
        const answer = (data: object) => shell.emit("message", {data: {type: "keeper", ...data}});
        answer({id: asked[1]!.id, failure: "locked"});
        answer({id: asked[0]!.id, value: "x"});
        answer({id: 99, value: "y"});
        expect(await first).toBe("x");
        await expect(second).rejects.toThrow("locked");
    });
});

describe("hubToken", () => {
    it("prefers the kept token to the environment's", async () => {
        const folder = await scratchFolder();
        const token = hubToken({secrets: () => openSecrets(folder), env: {HF_TOKEN: "hf_env\n"}});
        expect([await token.read(), await token.describe()]).toEqual(["hf_env", {present: true, kept: "file", where: "HF_TOKEN in the environment"}]);
        await token.set("hf_kept");
        expect([await token.read(), await token.describe()]).toEqual(["hf_kept", {present: true, kept: "file", where: join(folder, "secrets.json")}]);
        await token.remove();
        expect(await token.read()).toBe("hf_env");
        expect(await hubToken({secrets: () => openSecrets(folder), env: {}}).describe()).toMatchObject({present: false});
    });

    it("refuses what no header can carry, without repeating it", async () => {
        const folder = await scratchFolder();
        const token = hubToken({secrets: () => openSecrets(folder), env: {}});
        for (const bad of ["hf_x y", "hf_x\ny", "hf_ü"]) {
            const error = await token.set(bad).catch((thrown: unknown) => thrown);
            expect(error).toMatchObject({code: "input/invalid"});
            expect(String(error)).not.toContain(bad);
        }
    });
});
