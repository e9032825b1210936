import {describe, expect, it} from "vitest";
import {featureId} from "../contract/index.ts";
import {halfSteps} from "./combineFeatures.ts";
import {askedAbout, WORDINGS} from "./conditions/askedAbout.ts";
import {bestThreshold} from "./conditions/bestThreshold.ts";
import {findCondition} from "./conditions/findCondition.ts";
import {type Halves, questionHalf} from "./conditions/questionHalf.ts";
import {reachedByChance} from "./conditions/reachedByChance.ts";
import {contenders} from "./contenders.ts";
import {dealPrompts} from "./dealPrompts.ts";
import {fuseRanks} from "./fuseRanks.ts";
import {instructionOf} from "./instructionOf.ts";
import {isRise, objective} from "./objective.ts";
import {PLANS} from "./plans.ts";
import {leastGain} from "./screenCandidates.ts";
import {shuffled} from "./shuffled.ts";
import {bestWay, takeContenders} from "./takeContenders.ts";
import {usefulWords} from "./usefulWords.ts";
import {lensLift, wantedTokens} from "./wantedTokens.ts";

describe("instructionOf", () => {
    it("makes a sentence", () => {
        expect(instructionOf("  talk like\na pirate ")).toBe("Talk like a pirate.");
        expect(instructionOf("Answer in French!")).toBe("Answer in French!");
    });

    it.each([
        ["🏴‍☠️", "🏴‍☠️."],
        ["🇫🇷", "🇫🇷."],
        ["像海盗一样说话", "像海盗一样说话。"],
        ["海賊", "海賊。"],
        ["像海盗一样说话！", "像海盗一样说话！"]
    ])("takes emoji and every script: %s", (specification, sentence) => {
        expect(instructionOf(specification)).toBe(sentence);
    });

    it.each(["", " ", "...", "?!", "—", "\u200d\ufe0f", "。！"])("refuses one that says nothing: %j", (specification) => {
        expect(() => instructionOf(specification)).toThrow(expect.objectContaining({code: "evaluation/not-possible"}));
    });

    it.each(["talk like a pirate and do not talk like a pirate", "Be polite, but never be polite.", "mention gold; don't mention gold"])(
        "refuses one that contradicts itself: %s",
        (specification) => {
            expect(() => instructionOf(specification)).toThrow(expect.objectContaining({code: "evaluation/not-possible"}));
        }
    );

    it.each(["do not talk like a pirate", "be polite and never be rude", "talk like a pirate, not like a poet"])("lets others pass: %s", (specification) => {
        expect(instructionOf(specification).toLowerCase()).toContain(specification);
    });
});

describe("fuseRanks", () => {
    it("adds 1 / (60 + rank)", () => {
        // 7: 1/61 + 1/63 = .032266; 3: 1/62 + 1/61 = .032522; 9: 1/63 = .015873; 4: 1/62 = .016129
        expect(
            fuseRanks([
                [7, 3, 9],
                [3, 4, 7]
            ])
        ).toEqual([3, 7, 4, 9]);
    });

    it("keeps the first ranking's order where others are silent", () => {
        expect(fuseRanks([[5, 2, 8], [], []])).toEqual([5, 2, 8]);
    });
});

describe("objective", () => {
    it("is the gain, less four times the damage above .15 nats, less a fiftieth of the strengths", () => {
        const set = [
            {feature: 1, strength: 0.45},
            {feature: 2, strength: -0.3}
        ];
        // .4 - 4 (.2 - .15) - .02 (.45 + .3)
        expect(objective({gain: 0.4, damage: 0.2}, set)).toBeCloseTo(0.185, 12);
        // .1 - 0 - .02 .3
        expect(objective({gain: 0.1, damage: 0.149}, [{feature: 1, strength: 0.3}])).toBeCloseTo(0.094, 12);
    });

    it("rises by more than two in a hundred, and above nothing", () => {
        expect(isRise(0.1021, 0.1)).toBe(true);
        expect(isRise(0.1019, 0.1)).toBe(false);
        expect(isRise(0.001, 0)).toBe(true);
        expect(isRise(-0.1, -0.2)).toBe(false);
    });
});

describe("leastGain", () => {
    it("is the controls' mean and two standard deviations", () => {
        // mean .02, deviations -.02 -.01 0 .01 .02: variance .001 / 4 = .00025
        expect(leastGain([0, 0.01, 0.02, 0.03, 0.04])).toBeCloseTo(0.02 + 2 * Math.sqrt(0.00025), 12);
    });

    it("is nothing where controls only lose", () => {
        expect(leastGain([-1, -1.001])).toBe(0);
        expect(leastGain([])).toBe(0);
    });
});

describe("halfSteps", () => {
    it.each([
        [0.45, [0.375, 0.525]],
        [-0.3, [-0.25, -0.375]],
        [0.1, [0.05, 0.15]],
        [0.8, [0.7]]
    ])("%d", (strength, expected) => {
        expect(halfSteps(strength)).toEqual(expected);
    });
});

describe("bestWay", () => {
    const line = (fadesOver: number | undefined, ...scores: number[]) => scores.map((score, i) => ({strength: (i + 1) / 4, fadesOver, score}));

    it("prefers what does well nearby too", () => {
        // (0 + 2 80 + 10) / 4 = 42.5; (50 + 2 60 + 60) / 4 = 57.5; at the end (60 + 2 60 + 30) / 4 = 52.5
        expect(bestWay(line(undefined, 0, 80, 10, 50, 60, 60))).toMatchObject({strength: 1.25, score: 57.5});
    });

    it("fades only where that is better by over five points", () => {
        expect(bestWay([...line(undefined, 40, 40), ...line(8, 45, 45)])).toMatchObject({fadesOver: undefined});
        expect(bestWay([...line(undefined, 40, 40), ...line(8, 48, 48)])).toMatchObject({fadesOver: 8, strength: 0.25});
    });
});

describe("takeContenders", () => {
    const looked = (score: number) => [
        {strength: 1, score},
        {strength: 1, score}
    ];
    const moves = (...features: number[]) => features.map((feature) => ({feature, strength: 1}));

    it("takes the best, and others that share no feature with it first", () => {
        const sets = [moves(1), moves(1, 2), moves(3), moves(2, 4)];
        expect(takeContenders(sets, [looked(80), looked(90), looked(10), looked(70)], 3)).toEqual([1, 2, 0]);
    });

    it("has a further feature bring something", () => {
        // smoothed 70 and 71.75, less 2
        expect(takeContenders([moves(1), moves(1, 2)], [looked(80), looked(82)], 1)).toEqual([0]);
        expect(takeContenders([moves(1), moves(1, 2)], [looked(80), looked(83)], 1)).toEqual([1]);
    });
});

describe("contenders", () => {
    const candidate = (feature: number, contrast = 0.1, random = false) => ({
        feature: featureId(feature),
        random,
        contrast,
        agreement: 1,
        ranks: {contrast: 1},
        picked: false
    });
    const set = (...features: number[]) => ({moves: features.map((feature) => ({feature, strength: 0.45})), objective: 1});

    it("are the best of the search, then the first candidates alone", () => {
        expect(contenders([set(3), set(3, 4), set(5)], [candidate(9, -0.2), candidate(3), candidate(6, 0.1, true), candidate(7)], 4)).toEqual([
            set(3).moves,
            set(3, 4).moves,
            [{feature: 9, strength: -1}],
            [{feature: 7, strength: 1}]
        ]);
    });

    it("are more of the search where there are few candidates", () => {
        expect(contenders([set(3), set(4, 3), set(3, 4), set(5)], [candidate(3)], 5)).toEqual([set(3).moves, set(4, 3).moves, set(5).moves]);
    });
});

describe("dealPrompts", () => {
    const pool = (n: number) => Array.from({length: n}, (_, i) => ({text: `Question ${i}?`}));

    it("gives each prompt one part, and as many as are planned where there are enough", () => {
        const {paired, validation, neutral, fresh} = dealPrompts(pool(40), PLANS.full, 42);
        expect([paired.length, validation, neutral.length, fresh.length]).toEqual([24, 8, 8, 4]);
        expect(new Set([...paired, ...neutral, ...fresh].map(({text}) => text)).size).toBe(36);
    });

    it("makes do with four", () => {
        const {paired, validation, neutral, fresh} = dealPrompts(pool(4), PLANS.fast, 1);
        expect([paired.length, validation, neutral.length, fresh.length]).toEqual([3, 1, 0, 1]);
        expect(() => dealPrompts([...pool(3), ...pool(3)], PLANS.fast, 1)).toThrow(expect.objectContaining({code: "evaluation/not-possible"}));
    });

    it("deals the same again from a seed", () => {
        expect(dealPrompts(pool(30), PLANS.fast, 3)).toEqual(dealPrompts(pool(30), PLANS.fast, 3));
        expect(dealPrompts(pool(30), PLANS.fast, 3)).not.toEqual(dealPrompts(pool(30), PLANS.fast, 4));
    });
});

describe("usefulWords", () => {
    it("leaves out how it is asked for", () => {
        expect(usefulWords("Talk like a pirate.")).toEqual(["pirate"]);
        expect(usefulWords("be like that")).toEqual(["be", "like", "that"]);
    });
});

describe("wantedTokens", () => {
    it("weighs tokens by how many more answers have them", () => {
        const weights = wantedTokens(
            [
                [1, 1, 2],
                [1, 3],
                [1, 2]
            ],
            [[2], [2, 3], [4]]
        );
        // 3.5 / 4 against .5 / 4
        expect([...weights]).toEqual([[1, expect.closeTo(Math.log(7), 12)]]);
    });

    it("is what a direction speaks for, by how much", () => {
        const promoted = [
            {token: 1, value: 3},
            {token: 2, value: 1},
            {token: 5, value: -2}
        ];
        expect(lensLift(promoted, new Map([[1, 2]]))).toBeCloseTo((3 * 2) / 4, 12);
        expect(lensLift([], new Map([[1, 2]]))).toBe(0);
    });
});

type Tokens = readonly Readonly<Record<number, number>>[];
const question = (...tokens: Tokens) => ({
    tokens: tokens.map((values) => new Map(Object.entries(values).map(([feature, value]) => [Number(feature), value])))
});

describe("bestThreshold", () => {
    const best = (hold: readonly number[], not: readonly number[]) => {
        const half = questionHalf({hold: hold.map((value) => question({1: value})), not: not.map((value) => question({1: value}))});
        const peaks = half.peaks.get(1);
        return peaks && bestThreshold(peaks, half.should, half.nHold);
    };

    it("lies in the middle of the widest gap", () => {
        expect(best([0.9, 0.8, 0.7], [0.1, 0.3, 0])).toEqual({threshold: 0.5, accuracy: 1, margin: expect.closeTo(0.2, 12)});
        // one of three is not told: (2/3 + 1) / 2
        expect(best([0.9, 0.8, 0.1], [0.2, 0.3, 0])?.accuracy).toBeCloseTo(5 / 6, 12);
        expect(best([0, 0], [0])).toBeUndefined();
    });

    it("counts either kind alike, however many there are of each", () => {
        // at 0.75: (1/2 + 6/6) / 2; at 0.45: (2/2 + 3/6) / 2
        expect(best([0.9, 0.5], [0.6, 0.6, 0.6, 0.4, 0.4, 0])).toEqual({threshold: 0.75, accuracy: 0.75, margin: expect.closeTo(0.15, 12)});
    });
});

describe("findCondition", () => {
    const seed = 1;

    it("finds the feature that fires on some questions alone, and counts on the others", async () => {
        const half: Halves = {
            hold: [question({1: 0.2, 7: 0.9}), question({7: 0.6}, {2: 1})],
            not: [question({1: 0.3}), question({7: 0.1, 2: 1})]
        };
        const {best, candidates, chance} = await findCondition(half, half, {seed});
        const heldOut = {hits: 2, of: 2, falseAlarms: 0, ofOthers: 2};
        expect(best).toEqual({joined: "one", tests: [{feature: 7, threshold: 0.35}], accuracy: 1, heldOutAccuracy: 1, heldOut});
        expect(candidates[0]).toMatchObject({feature: 7, heldOut});
        // two of four are told apart by anything
        expect(chance).toBe(1);
        const {best: worst} = await findCondition(half, {hold: half.not, not: half.hold}, {seed});
        expect(worst).toMatchObject({heldOutAccuracy: 0, heldOut: {hits: 0, of: 2, falseAlarms: 2, ofOthers: 2}});
    });

    it("joins two features that have to fire at one token, where neither does alone", async () => {
        const both = question({}, {1: 1, 2: 1});
        const half: Halves = {hold: [both, both, both], not: [question({1: 1}), question({2: 1}), question({1: 1}, {2: 1}), question({})]};
        expect((await findCondition(half, half, {seed})).best).toMatchObject({joined: "all", accuracy: 1, tests: [{feature: 1}, {feature: 2}]});
    });

    it("joins two of which either is enough", async () => {
        const half: Halves = {hold: [question({1: 1}), question({2: 1}), question({1: 1})], not: [question({3: 1}), question({})]};
        expect((await findCondition(half, half, {seed})).best).toMatchObject({joined: "any", accuracy: 1, tests: [{feature: 1}, {feature: 2}]});
    });
});

describe("reachedByChance", () => {
    /** Questions of features that fire at random, each on three in ten of them. */
    const drawn = (nHold: number, nNot: number, nFeatures: number, seed: number): Halves => {
        const firing = shuffled(
            Array.from({length: (nHold + nNot) * nFeatures}, (_, i) => i % 10 < 3),
            seed
        );
        const all = Array.from({length: nHold + nNot}, (_, i) =>
            question(Object.fromEntries(Array.from({length: nFeatures}, (_, feature) => [feature, firing[i * nFeatures + feature] ? 1 : 0] as const)))
        );
        return {hold: all.slice(0, nHold), not: all.slice(nHold)};
    };
    const chanceOf = (n: number, nFeatures: number) =>
        reachedByChance(questionHalf(drawn(n, n, nFeatures, 1)), questionHalf(drawn(n, n, nFeatures, 2)), new Map(), {seed: 7});

    it("is high where there are few questions, and falls as there are more", async () => {
        const [few, some, many] = [await chanceOf(3, 300), await chanceOf(12, 300), await chanceOf(60, 300)];
        expect(few).toBe(1);
        expect(some).toBeLessThan(few);
        expect(many).toBeLessThan(some);
        expect(many).toBeGreaterThan(0.5);
        expect(many).toBeLessThan(0.7);
    });

    it("is seldom beaten where there is nothing to tell", async () => {
        let beaten = 0;
        for (let trial = 0; trial < 20; trial++) {
            const {best, chance} = await findCondition(drawn(10, 10, 100, 100 + trial), drawn(10, 10, 100, 200 + trial), {seed: trial});
            if (best!.heldOutAccuracy > chance) beaten++;
        }
        // one in twenty is what it is made for; five or more of twenty would come to pass less than once in 300
        expect(beaten).toBeLessThan(5);
    });

    it("is the same again from a seed, and ends where nobody waits any more", async () => {
        expect(await chanceOf(8, 50)).toBe(await chanceOf(8, 50));
        const half = questionHalf(drawn(4, 4, 10, 1));
        await expect(reachedByChance(half, half, new Map(), {seed: 1, signal: AbortSignal.abort(new Error("gone"))})).rejects.toThrow("gone");
    });
});

describe("askedAbout", () => {
    const subjects = ["gold", "Mars", "Paris", "bees", "tea", "Venus", "dogs"];
    const others = subjects.map((subject) => `Tell me about ${subject}.`);
    const about = (specification: string, prompts: readonly string[] = [...others, "What is your name?"]) => askedAbout(specification, prompts, 42);
    /** The wording of a question that was made. */
    const wordingOf = (text: string, known: readonly string[]) => known.reduce((left, subject) => left.replace(subject, "~"), text);

    it("asks about what is named and about other things in the same wordings", () => {
        const found = about("the user is asking about Mars")!;
        expect(found.subject).toBe("Mars");
        expect(found.hold).toHaveLength(WORDINGS.length);
        expect(found.hold.every(({text}) => text.includes("Mars"))).toBe(true);
        expect(found.not).toHaveLength(2 * WORDINGS.length);
        expect(found.not.some(({text}) => text.includes("Mars"))).toBe(false);
        expect(about("the user is angry")).toBeUndefined();
        expect(about("the user is asking about Mars", others.slice(0, 4))).toBeUndefined();
    });

    it("keeps whole wordings back, and other things to ask about", () => {
        const {hold, not} = about("the user is asking about Mars")!;
        const all = [...hold, ...not];
        const wordings = (keptBack: boolean) => new Set(all.filter((one) => one.keptBack === keptBack).map(({text}) => wordingOf(text, subjects)));
        expect(wordings(true).size).toBe(WORDINGS.length / 2);
        expect([...wordings(true)].filter((wording) => wordings(false).has(wording))).toEqual([]);
        const named = (keptBack: boolean) =>
            new Set(not.filter((one) => one.keptBack === keptBack).map(({text}) => subjects.find((subject) => text.includes(subject))!));
        expect([...named(true)].filter((subject) => named(false).has(subject))).toEqual([]);
        expect(hold.filter(({keptBack}) => keptBack)).toHaveLength(hold.length / 2);
    });

    it("takes prompts that name it with their own wordings, in one number or the other", () => {
        const asked = ["Where is the planet Mars?", "How big are the planets?", "How big are the bees?", "Do planets sing?"];
        const {hold, not} = about("the user is asking about a planet", [...others, ...asked])!;
        const texts = hold.map(({text}) => text);
        expect(texts).toEqual(expect.arrayContaining(["How big are the planets?", "Do planets sing?", "Tell me about a planet."]));
        expect(not.map(({text}) => text)).not.toEqual(expect.arrayContaining(["How big are the planets?"]));
        const alike = not.find(({text}) => text === "How big are the bees?");
        expect(alike?.keptBack).toBe(hold.find(({text}) => text === "How big are the planets?")?.keptBack);
    });
});
