import type {Agreement} from "../../../../engine/contract/evaluation.ts";
import {shown} from "../../../widgets/numbers.ts";

/** Points of 2 by which one of them is higher before it is worth a word. */
const LEANS = 0.3;

/** How far a judge can be trusted on a metric, in plain words. @param agreement of one answer or more */
export function agreementWords({correlation, close, meanDifference}: Agreement): string {
    const order =
        correlation === null
            ? "One of you gave every answer the same, so orders can’t be compared"
            : correlation >= 0.7
              ? "The judge orders answers as you do"
              : correlation >= 0.4
                ? "The judge orders answers roughly as you do"
                : correlation > 0
                  ? "The judge orders answers hardly as you do"
                  : "The judge does not order answers as you do";
    const level =
        close === null
            ? ""
            : close >= 0.7
              ? "and is mostly within half a point of you"
              : close >= 0.4
                ? "and is often further than half a point from you"
                : "and is mostly far from you";
    const lean =
        meanDifference === null || Math.abs(meanDifference) < LEANS
            ? ""
            : `, ${meanDifference > 0 ? "more generous" : "stricter"} by ${shown(Math.abs(meanDifference), 1)} on average`;
    // the judge is no subject of the first
    if (correlation === null) return level === "" ? `${order}.` : `${order}. ${level.replace(/^and/, "The judge")}${lean}.`;
    return `${order} ${level}${lean}.`.replace(/\s+([.,])/g, "$1");
}
