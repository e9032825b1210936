import type {Steering} from "../../../../engine/contract/edits.ts";
import {scaleSteering} from "../../../../engine/contract/scaleSteering.ts";
import {engine} from "../../../app/engine.ts";

/** A set with its whole step so many R long, as the sweep had it; one without a step (pins and scales alone) so many times as strong. */
export async function atStrength(steering: Steering, strength: number): Promise<Steering> {
    const {total} = await engine.steering.check(steering);
    return scaleSteering(steering, total > 0 ? strength / total : strength);
}
