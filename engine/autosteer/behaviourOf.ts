import type {AutosteerInput} from "../contract/index.ts";
import {instructionOf} from "./instructionOf.ts";

/** Of an example as much as a prompt can hold. */
const LONGEST = 400;

/**
 * What is asked of the model where it is asked rather than steered: the specification as an instruction, else to answer like the examples.
 * @throws EngineError `evaluation/not-possible` as `instructionOf`
 */
export function behaviourOf({specification, examples}: Pick<AutosteerInput, "specification" | "examples">): string {
    if (specification !== "" || examples === undefined) return instructionOf(specification);
    const shown = examples.encourage.slice(0, 2).flatMap((turns) => turns.findLast(({role}) => role === "assistant")?.content.slice(0, LONGEST) ?? []);
    return ["Answer in the same way as these answers to other questions are written.", ...shown.map((text) => `Answer: ${text}`)].join("\n\n");
}
