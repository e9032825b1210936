import {EventEmitter, once} from "node:events";
import {createORPCClient} from "@orpc/client";
import {RPCLink} from "@orpc/client/message-port";
import {os} from "@orpc/server";
import {afterEach, describe, expect, it, vi} from "vitest";
import {EngineError} from "../contract/index.ts";

const engine = {close: vi.fn(async () => {})};
const createEngine = vi.fn(async (_options: {workspace: string}) => engine);
vi.mock("./engine.ts", () => ({createEngine}));
vi.mock("./router.ts", () => ({router: {hello: os.handler(() => "hello")}}));

/** What Electron's shell is to its utility process. */
class Shell extends EventEmitter {
    postMessage(message: unknown): void {
        this.emit("said", message);
    }
}

async function startUtility(): Promise<Shell> {
    const shell = new Shell();
    vi.stubGlobal("process", Object.assign(process, {parentPort: shell}));
    vi.resetModules();
    await import("./utility.ts");
    return shell;
}

afterEach(() => {
    vi.restoreAllMocks();
});

describe("utility process", () => {
    it("answers on every port that the shell hands over", async () => {
        const shell = await startUtility();
        for (let page = 0; page < 2; page++) {
            const {port1, port2} = new MessageChannel();
            shell.emit("message", {data: {type: "connect"}, ports: [port1]});
            port2.start();
            const client = createORPCClient<{hello(): Promise<string>}>(new RPCLink({port: port2}));
            expect(await client.hello()).toBe("hello");
            port2.close();
        }
    });

    it("closes the engine before it ends", async () => {
        const shell = await startUtility();
        const exited = Promise.withResolvers<number>();
        vi.spyOn(process, "exit").mockImplementation((code) => exited.resolve(Number(code)) as never);
        shell.emit("message", {data: {type: "stop"}, ports: []});
        expect(await exited.promise).toBe(0);
        expect(engine.close).toHaveBeenCalled();
    });

    it("tells the shell why it could not start", async () => {
        createEngine.mockRejectedValueOnce(new EngineError("store/newer-version", {path: "/data/saelor.db", got: 9, supported: 1}));
        const exited = Promise.withResolvers<number>();
        vi.spyOn(process, "exit").mockImplementation((code) => exited.resolve(Number(code)) as never);
        const shell = new Shell();
        const said = once(shell, "said");
        vi.stubGlobal("process", Object.assign(process, {parentPort: shell}));
        vi.resetModules();
        await import("./utility.ts");
        const [message] = await said;
        expect(message).toMatchObject({type: "start-failed", text: expect.stringContaining("store/newer-version")});
        expect(await exited.promise).toBe(1);
    });
});
