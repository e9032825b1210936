import {type Arm, type Steering, scaleSteering} from "../../contract/index.ts";
import type {RawSteering} from "../../llama/types.ts";
import type {EvaluatedModel, RandomFeature, SweepPlan} from "../types.ts";

/** One way in which every prompt is answered. */
export interface Condition {
    readonly arm: Arm;
    readonly set?: number;
    readonly strength: number;
    readonly system: string;
    readonly steering: RawSteering;
}

const UNSTEERED: RawSteering = {edits: [], scope: "answer"};

/**
 * All of a plan's arms at all of its strengths, unsteered first, through the gate as it is now.
 * @throws EngineError as `EvaluatedModel.compile`
 */
export async function conditionsOf(lent: EvaluatedModel, plan: SweepPlan, random: readonly (RandomFeature | null)[]): Promise<Condition[]> {
    const has = (arm: Arm) => plan.arms.includes(arm);
    const conditions: Condition[] = [{arm: "unsteered", strength: 0, system: "", steering: UNSTEERED}];
    if (has("prompt")) conditions.push({arm: "prompt", strength: 0, system: plan.behaviour, steering: UNSTEERED});
    for (const [set, {steering: whole}] of plan.sets.entries()) {
        const own = await lent.stepLength(whole);
        for (const strength of plan.strengths) {
            const factor = plan.unit === "R" && own > 0 ? strength / own : strength;
            const steering = await lent.compile(scaleSteering(whole, factor));
            if (has("steered")) conditions.push({arm: "steered", set, strength, system: "", steering});
            if (has("prompt-and-steer")) conditions.push({arm: "prompt-and-steer", set, strength, system: plan.behaviour, steering});
            const drawn = random[set];
            const length = own * factor;
            if (has("random") && drawn && length !== 0)
                conditions.push({arm: "random", set, strength, system: "", steering: await lent.compile(randomSteering(whole, drawn, length))});
        }
    }
    return conditions;
}

/** A step of this length along one feature, under the same bounds. */
function randomSteering({rules: _own, ...bounds}: Steering, {dictionary, feature}: RandomFeature, length: number): Steering {
    return {...bounds, edits: [{dictionary, feature: feature as never, mode: "nudge", value: length}]};
}
