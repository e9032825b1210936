import path from "node:path";
import {fileURLToPath} from "node:url";

/** The folder that holds package.json. Set-up scripts run before anything is installed, so they know only Node and these places. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../..");

export const inRoot = (...parts) => path.join(root, ...parts);
