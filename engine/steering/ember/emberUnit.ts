/**
 * Ember speaks of strengths and activations on a scale from 0 to 1, where 1 is the most that a feature did over its reference corpus ("typically
 * between -1 and 1"). Here that is unit `max`, so pins and conditions keep their meaning whatever a dictionary's own units are. What lies beyond 2
 * can't be such a share, twice the maximum being the most that a pin is used with; it is taken for an activation.
 */
export function emberUnit(value: number): "max" | "activation" {
    return Math.abs(value) > 2 ? "activation" : "max";
}
