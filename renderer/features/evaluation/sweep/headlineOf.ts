import type {Advantage, Outcome} from "../../../../engine/contract/evaluation.ts";
import {counted} from "../../../widgets/numbers.ts";

export interface Headline {
    readonly text: string;
    /** `good`: worth using; `unsure`: worth knowing first; `bad`: not worth it */
    readonly tone: "good" | "unsure" | "bad";
}

/** What a comparison comes to, from its flags; null where there is none to the unsteered answers. */
export function headlineOf({unsteered, prompt, random}: Outcome): Headline | null {
    if (unsteered === undefined) return null;
    if (unsteered.told === "below") return {text: `Steering does worse than not steering${asking(prompt)}.`, tone: "bad"};
    if (unsteered.told === "same") return {text: `Steering does no better than not steering${asking(prompt)}.`, tone: "bad"};
    if (unsteered.told === "unclear") return {text: `${tooFew(unsteered)} whether steering beats not steering.`, tone: "unsure"};
    if (random !== undefined && random.told === "unclear") return {text: `${tooFew(random)} whether it beats a random feature.`, tone: "unsure"};
    if (random !== undefined && random.told !== "above") return {text: "A random feature does as well: what this does is not its own.", tone: "bad"};
    if (prompt === undefined) return {text: "Steering beats not steering.", tone: "good"};
    switch (prompt.told) {
        case "above":
            return {text: "Steering beats asking for it.", tone: "good"};
        case "same":
            return {text: "Steering works, as well as asking for it does.", tone: "good"};
        case "below":
            return {text: "Steering works, but asking for it works better.", tone: "unsure"};
        case "unclear":
            return {text: `Steering works. ${tooFew(prompt)} whether asking for it works ${prompt.by < 0 ? "better" : "worse"}.`, tone: "unsure"};
        default:
            return prompt.told satisfies never;
    }
}

const tooFew = ({prompts}: Advantage) => `${counted(prompts, "prompt")} can’t tell`;
const asking = (prompt: Advantage | undefined) => (prompt?.told === "below" ? "; asking for it does better" : "");
