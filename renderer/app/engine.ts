import {createORPCClient} from "@orpc/client";
import type {ContractRouterClient} from "@orpc/contract";
import {createTanstackQueryUtils} from "@orpc/tanstack-query";
import {QueryClient} from "@tanstack/react-query";
import {useSyncExternalStore} from "react";
import type {Contract} from "../../engine/contract/contract.ts";
import {Connection, connectThroughPorts, connectThroughSocket, inDesktopShell} from "./connection.ts";

export const connection = new Connection();

/** The engine, as if it were here: every procedure of the contract. */
export const engine: ContractRouterClient<Contract> = createORPCClient(connection);

/** The same procedures as query options. */
export const queries = createTanstackQueryUtils(engine);

export const queryClient = new QueryClient({
    // the engine is local and pushes what changes: nothing goes stale by itself, and a failure is not cured by asking again
    defaultOptions: {
        queries: {staleTime: Number.POSITIVE_INFINITY, retry: false, refetchOnWindowFocus: false, networkMode: "always"},
        mutations: {networkMode: "always"}
    }
});

export function connect() {
    let wasLost = false;
    connection.subscribe(() => {
        if (connection.state() === "lost") wasLost = true;
        if (connection.state() === "open" && wasLost) {
            wasLost = false;
            void queryClient.invalidateQueries();
        }
    });
    if (inDesktopShell()) connectThroughPorts(connection);
    else connectThroughSocket(connection);
}

export function useConnectionState() {
    const state = useSyncExternalStore(connection.subscribe, connection.state);
    const attempts = useSyncExternalStore(connection.subscribe, connection.attempts);
    return {state, attempts};
}
