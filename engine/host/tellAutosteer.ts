import {setInWords} from "../autosteer/verdictOf.ts";
import type {Autosteer, Candidate, Contender, LineSearch, ScreenPoint, SweepPoint} from "../contract/index.ts";

/** Candidates that are shown. */
const SHOWN = 10;

/**
 * A search for features in lines of text, a stage once it has ended; what comes later adds lines and changes none.
 */
export function tellAutosteer(found: Autosteer): string[] {
    const {stage, data, candidates, screen, searches, proof, verdict, done} = found;
    const ended = (name: NonNullable<Autosteer["stage"]>) => done || (stage !== undefined && ORDER.indexOf(stage) > ORDER.indexOf(name));
    const lines: string[] = [];
    if (data !== undefined && ended("data")) lines.push(...ofData(data));
    if (candidates.length > 0 && ended("candidates")) lines.push(...ofCandidates(candidates, found.dropped));
    if (screen.length > 0 && ended("screen")) lines.push(...ofScreen(screen));
    if (searches.length > 0 && ended("combine")) lines.push("", "Line searches, on pairs that were kept back:", ...searches.flatMap(ofSearch));
    if (found.contenders.length > 0)
        lines.push(
            "",
            "Whole answers under each at several strengths, lasting or fading; behaviour and fluency, 0-100:",
            ...found.contenders.flatMap(ofContender)
        );
    if (!done) return lines;
    if (proof !== undefined) lines.push(...ofProof(proof, found.sets));
    if (found.steering !== undefined) {
        const {edits, decay} = found.steering;
        const moves = edits.map(({feature, value}) => `nudge ${feature} by ${value.toFixed(3)} R`).join(", ");
        lines.push("", `Found: ${moves}${decay === undefined ? "" : `, fading over the first ${decay.tokens} tokens`}`);
    }
    return [...lines, "", ...verdict, "", ...ofCost(found)];
}

const ORDER = ["data", "candidates", "screen", "combine", "proof"];
const signed = (value: number, digits = 3) => `${value < 0 ? "" : "+"}${value.toFixed(digits)}`;
const oneLine = (text: string) => text.replaceAll("\n", " ").slice(0, 90);

function ofData({prompts, wanted, unwanted, neutral, validation}: NonNullable<Autosteer["data"]>): string[] {
    return [
        `${prompts.length} pairs of answers, ${validation.length} of them kept back; ${neutral.length} neutral ones`,
        `  ${prompts[0]}`,
        `    wanted:   ${oneLine(wanted[0] ?? "")}`,
        `    unwanted: ${oneLine(unwanted[0] ?? "")}`
    ];
}

function ofCandidates(candidates: readonly Candidate[], dropped: Autosteer["dropped"]): string[] {
    const own = candidates.filter(({random}) => !random);
    const out = Object.entries(dropped)
        .filter(([, n]) => n > 0)
        .map(([reason, n]) => `${n} ${reason}`);
    return [
        "",
        `${own.length} candidates and ${candidates.length - own.length} random features${out.length === 0 ? "" : `; left out: ${out.join(", ")}`}`,
        "  feature  contrast  agree  ranks: contrast label lens",
        ...own
            .slice(0, SHOWN)
            .map(
                ({feature, label = "", contrast, agreement, ranks, picked}) =>
                    `${String(feature).padStart(9)}  ${signed(contrast).padStart(8)}  ${`${Math.round(100 * agreement)} %`.padStart(5)}  ${String(ranks.contrast).padStart(15)} ${String(ranks.label ?? "-").padStart(5)} ${String(ranks.lens ?? "-").padStart(4)}  ${label}${picked ? " (picked by the model)" : ""}`
            )
    ];
}

function ofScreen(screen: readonly ScreenPoint[]): string[] {
    const lines = ["", "Screen: nats a token that wanted answers gain on unwanted ones, and that neutral answers lose"];
    for (const [strength, points] of Map.groupBy(screen, ({strength}) => Math.abs(strength))) {
        const own = points.filter(({random}) => !random).toSorted((a, b) => b.gain - a.gain);
        lines.push(`  at ${strength} R: ${points.filter(({kept}) => kept).length} kept`);
        for (const point of [...own.slice(0, 5), ...points.filter(({random}) => random)])
            lines.push(
                `${String(point.feature).padStart(9)}  gain ${signed(point.gain)}  damage ${signed(point.damage)}  ${point.kept ? "kept" : point.random ? "random" : ""}`.trimEnd()
            );
    }
    return lines;
}

function ofSearch({before, feature, points, accepted}: LineSearch): string[] {
    const beside = before.length === 0 ? "alone" : `beside ${before.map(({feature: own, strength}) => `${own} at ${strength}`).join(", ")}`;
    return [
        `  ${feature} ${beside}${accepted ? ": taken" : ""}`,
        ...points.map(
            ({strength, objective, gain, damage}) => `    ${signed(strength)} R  objective ${signed(objective)}  gain ${signed(gain)}  damage ${signed(damage)}`
        )
    ];
}

function ofContender({edits, points, set}: Contender): string[] {
    const lines = [...Map.groupBy(points, ({fadesOver}) => fadesOver)].map(
        ([fadesOver, own]) =>
            `    ${(fadesOver === undefined ? "lasting" : `over ${fadesOver} tokens`).padEnd(15)}${own.map(({strength, score}) => `${strength} R: ${score.toFixed(0)}`.padEnd(13)).join("")}`
    );
    return [
        `  ${edits.map(({feature}) => feature).join(" + ")}${set === undefined ? "" : `: taken as set ${set + 1}`}`,
        ...lines.map((line) => line.trimEnd())
    ];
}

const ARMS: Record<SweepPoint["arm"], string> = {
    unsteered: "unsteered",
    prompt: "prompted",
    random: "random feature",
    steered: "steered",
    "prompt-and-steer": "prompted and steered"
};

function ofProof({chosen, report, answers, prompts, choosing, reporting}: NonNullable<Autosteer["proof"]>, sets: Autosteer["sets"]): string[] {
    const best = chosen.toSorted((a, b) => b.score - a.score)[0];
    const lines = ["", `Sets, at their best on ${choosing.length} prompts that chose:`];
    for (const {set, strength, score} of chosen)
        lines.push(`  set ${set + 1}: ${score.toFixed(0)} at ${strength} times ${sets[set] ? setInWords(sets[set]) : "what may not be shown"}`);
    lines.push("", `On ${reporting.length} prompts that no stage saw:`, "  arm                    times  score behaviour instruction fluency facts");
    for (const {arm, set, strength, score, metrics} of report) {
        const cells = [score?.mean, ...(["concept", "instruction", "fluency", "factuality"] as const).map((metric) => metrics[metric]?.mean)];
        lines.push(
            `  ${`${ARMS[arm]}${set === undefined ? "" : ` ${set + 1}`}`.padEnd(22)}${String(set === undefined ? "" : strength).padStart(6)} ${cells
                .map((cell, i) => (cell === undefined ? "-" : cell.toFixed(0)).padStart([6, 9, 11, 7, 5][i]!))
                .join(" ")}`
        );
    }
    const shown = answers.find(
        ({arm, set, strength, prompt}) => arm === "steered" && prompt === reporting[0] && set === best?.set && strength === best?.strength
    );
    if (shown !== undefined) lines.push("", `  ${prompts[shown.prompt]?.text}`, `    ${shown.text.replaceAll("\n", " ").slice(0, 300)}`);
    return lines;
}

function ofCost({cost, budgetTokens}: Autosteer): string[] {
    const tokens = ({promptTokens, answerTokens}: Autosteer["cost"][number]) => promptTokens + answerTokens;
    const all = cost.reduce((sum, one) => sum + tokens(one), 0);
    const seconds = cost.reduce((sum, one) => sum + one.seconds, 0);
    return [
        ...cost.map((one) => `${one.stage.padEnd(11)}${tokens(one).toLocaleString("en").padStart(9)} tokens  ${one.seconds.toFixed(1).padStart(6)} s`),
        `${"in all".padEnd(11)}${all.toLocaleString("en").padStart(9)} tokens  ${seconds.toFixed(1).padStart(6)} s, of ${budgetTokens.toLocaleString("en")} tokens allowed`
    ];
}
