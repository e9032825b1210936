import type {Folding} from "./foldWeights.ts";
import {combined, type LaterNumbers} from "./laterNumbers.ts";

/**
 * A gated dictionary with tied encoders is a JumpReLU. With u = W (x - shift): it fires where u + b_gate > 0 and gives relu(e^r u + b_mag). Let
 * h = e^r u + b_mag; as e^r > 0, the gate is open exactly where h > b_mag - e^r b_gate, and the magnitude is above 0 where h > 0. Our JumpReLU
 * fires where h is above max(threshold, 0), which is both.
 * @param gateBias b_gate @param magnitudeBias b_mag @param logScale r; [F] each
 * @see Rajamanoharan et al. 2024, "Improving Dictionary Learning with Gated Sparse Autoencoders", eq. 5 to 7
 */
export function gatedRule(
    gateBias: LaterNumbers,
    magnitudeBias: LaterNumbers,
    logScale: LaterNumbers
): Pick<Folding, "encoderBias" | "encoderScale" | "threshold"> {
    const encoderScale = combined(Math.exp, logScale);
    return {
        encoderBias: magnitudeBias,
        encoderScale,
        threshold: combined((magnitude, gate, scale) => magnitude - scale * gate, magnitudeBias, gateBias, encoderScale)
    };
}
