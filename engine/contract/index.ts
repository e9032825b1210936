export * from "./chat.ts";
export * from "./contract.ts";
export * from "./edits.ts";
export * from "./errors.ts";
export * from "./features.ts";
export * from "./ids.ts";
export * from "./models.ts";
export * from "./sampling.ts";
