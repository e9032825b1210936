import {RPCHandler} from "@orpc/server/message-port";
import {defaultWorkspace} from "./defaultWorkspace.ts";
import {reportError} from "./reportError.ts";
import {shellKeeper} from "./secrets/shellKeeper.ts";

/**
 * The engine inside the desktop app: Electron's utilityProcess runs this. The shell sends one message port per page, or asks to
 * stop; what comes before the engine is ready waits in the port's queue. It imports nothing of Electron: `parentPort` is there.
 */
const shell = process.parentPort;

try {
    const {engine, router} = await open();
    const handler = new RPCHandler(router);
    shell.on("message", async ({data, ports}) => {
        if (data.type === "connect")
            for (const port of ports) {
                handler.upgrade(port, {context: {engine}});
                port.start();
            }
        if (data.type === "stop") {
            await engine.close();
            process.exit(0);
        }
    });
} catch (error) {
    shell.postMessage({type: "start-failed", text: reportError(error, {json: false})});
    // the message leaves with the event loop's next turn; without a listener on the port the process then ends by itself
    setTimeout(() => process.exit(1), 100);
}

async function open() {
    const [{createEngine}, {router}] = await Promise.all([import("./engine.ts"), import("./router.ts")]);
    return {engine: await createEngine({workspace: defaultWorkspace(), keeper: shellKeeper(shell)}), router};
}
