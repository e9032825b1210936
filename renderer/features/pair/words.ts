import type {PairReport} from "../../../engine/contract/pairs.ts";
import {count, counted, percent, shown} from "../../widgets/numbers.ts";
import type {MeasureProgress} from "./measurements.ts";

type Finding = PairReport["findings"][number];

/** What a finding means, with its figures. */
export function findingWords({about, level, got, expected}: Finding): string {
    const good = level === "good";
    switch (about) {
        case "l0":
            if (expected === undefined)
                return good ? `About ${shown(got, 1)} features fire on a token.` : `Hardly any feature fires: ${shown(got, 2)} on a token.`;
            return good
                ? `About as many features fire as the card says: ${shown(got, 1)} on a token, against ${shown(expected, 1)}.`
                : `${got > expected ? "More" : "Fewer"} features fire than the card says: ${shown(got, 1)} on a token, against ${shown(expected, 1)}.`;
        case "fvu": {
            const unexplained = `${percent(got)} of the residual's variance stays unexplained${expected === undefined ? "" : `, against ${percent(expected)} on the card`}`;
            if (good) return `${unexplained}, as published dictionaries have it.`;
            return level === "warning"
                ? `${unexplained}: more than published dictionaries leave.`
                : `${unexplained}: the dictionary hardly sees what this model does. It may be for another model or layer.`;
        }
        case "ce": {
            const kept = `With the reconstruction in the residual's place, ${percent(got)} of the layer's worth for the next token is kept`;
            return `${kept}${expected === undefined ? "" : `, against ${percent(expected)} on the card`}${good ? "." : ": much of what the model uses is missing."}`;
        }
        case "dead":
            if (got === 0) return "Every feature fired on some token of this text.";
            return good
                ? `${percent(got)} of the features fired on no token of this text.`
                : `${percent(got)} of the features fired on no token of this text: many are dead, or rare.`;
        case "outliers":
            return good
                ? "No ordinary token has a residual more than 10 times as long as usual."
                : `${counted(got, "ordinary token")} ${got === 1 ? "has" : "have"} a residual more than 10 times as long as usual. They are left out of the figures.`;
        case "short-text":
            return `${counted(got, "token")} are too few to tell dead features from rare ones${expected === undefined ? "" : `: ${count(expected)} would do`}.`;
        case "foreign-text":
            return `The model hardly knows this kind of text: its layer is worth only ${shown(got)} nats a token here, so the loss recovered says nothing. Measure another text.`;
    }
}

const stages: Record<MeasureProgress["stage"], string> = {
    reading: "Reading every feature",
    plain: "Scoring the text as it is",
    reconstructed: "Scoring with the reconstruction",
    zero: "Scoring with nothing in its place"
};
export const measureStageWords = (stage: MeasureProgress["stage"]) => stages[stage];

/** A report's name among others. */
export const reportName = ({modelName, quantization, text, nTokens}: PairReport) =>
    `${modelName}${quantization === undefined ? "" : ` ${quantization}`}, ${text === "given" ? "own text" : text}, ${count(nTokens)} tokens`;

export interface FigureRow {
    readonly name: string;
    readonly help: string;
    readonly of: (report: PairReport) => string;
    readonly card?: (report: PairReport) => string | null;
}

const orNull = (value: number | undefined, words: (value: number) => string) => (value === undefined ? null : words(value));

/** The figures of a report, in the order of their weight. */
export const figureRows: readonly FigureRow[] = [
    {
        name: "L0",
        help: "features that fire on an ordinary token, on average",
        of: ({figures}) => shown(figures.l0, 1),
        card: ({card}) => orNull(card.l0, (value) => shown(value, 1))
    },
    {
        name: "FVU",
        help: "share of the residual's variance that the dictionary does not explain",
        of: ({figures}) => shown(figures.fvu, 3),
        card: ({card}) => orNull(card.fvu, (value) => shown(value, 3))
    },
    {
        name: "CE loss recovered",
        help: "1: predictions are as good with the reconstruction in the residual's place; 0: as bad as with nothing there",
        of: ({figures}) => shown(figures.ceRecovered, 3),
        card: ({card}) => orNull(card.ceRecovered, (value) => shown(value, 3))
    },
    {name: "Cross-entropy as it is", help: "nats a token", of: ({figures}) => shown(figures.cePlain, 3)},
    {name: "with the reconstruction", help: "nats a token", of: ({figures}) => shown(figures.ceReconstructed, 3)},
    {name: "with nothing there", help: "nats a token", of: ({figures}) => shown(figures.ceZero, 3)},
    {name: "Dead share", help: "features that fired on no ordinary token of the text", of: ({figures}) => percent(figures.deadShare)},
    {name: "Residual norm", help: "median length of the residual over ordinary tokens", of: ({figures}) => shown(figures.residualNorm)}
];
