import {implement} from "@orpc/server";
import {contract} from "../../contract/index.ts";
import type {Engine} from "../engine.ts";
import {mapEngineErrors} from "../mapEngineErrors.ts";

/** What every procedure is implemented with: the contract, the engine as context, and EngineErrors that arrive as what they are. */
export const os = implement(contract).$context<{readonly engine: Engine}>().use(mapEngineErrors);
