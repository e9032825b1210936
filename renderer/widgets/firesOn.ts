import {percent} from "./numbers.ts";

/** What is known of how often a feature fires, in the same words wherever features are listed. @param density share of tokens; undefined: nobody has counted */
export function firesOn(density: number | undefined): string {
    if (density === undefined) return "not harvested yet";
    return density === 0 ? "never fired in the harvest" : `fires on ${percent(density)} of tokens`;
}
