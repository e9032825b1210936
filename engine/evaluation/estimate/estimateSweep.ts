import {type EvaluationEstimate, type JudgeChoice, metricSchema} from "../../contract/index.ts";
import type {SteerableModel} from "../../llama/types.ts";
import {turnsOf} from "../answerMany.ts";
import {judgePrompt, RATE_AT_ONCE, ratingAnswer} from "../judges/judgePrompts.ts";
import type {SweepPlan} from "../types.ts";
import {conditionsPerPrompt} from "./conditionsPerPrompt.ts";
import {type Experience, NO_EXPERIENCE} from "./experienceOf.ts";
import type {Speed} from "./measureSpeed.ts";

interface Known {
    readonly judge: JudgeChoice["kind"];
    /** of this model; absent: not measured */
    readonly speed?: Speed | undefined;
    readonly experience?: Experience | undefined;
}

type Tokenizer = Pick<SteerableModel, "tokenize" | "tokenizeQuestion">;

/** Other questions that the likelihood judge holds an answer against. */
const OTHERS = 3;

/** What a sweep takes: what the loaded model reads, where it judges also for that, and what it writes. What an endpoint reads and how long it takes is not in it. */
export function estimateSweep(plan: SweepPlan, model: Tokenizer, {judge, speed, experience = NO_EXPERIENCE}: Known): EvaluationEstimate {
    const each = conditionsPerPrompt(plan);
    const answers = plan.prompts.length * plan.seeds.length * each;
    const length = experience.length(plan.sampling.maxTokens);
    const different = Math.max(1, each * experience.different);
    const questions = plan.prompts.map(({text}) => model.tokenizeQuestion(turnsOf("", text)).length);
    const perPrompt = plan.prompts.map(({text, facts}, place) => {
        const asked = model.tokenizeQuestion(turnsOf(plan.behaviour, text)).length;
        const written = readToWrite(plan, questions[place]!, asked) + each;
        // how likely each answer is
        const own = questions[place]! + different * (length + 1);
        if (judge === "likelihood") {
            const others = Array.from({length: Math.min(OTHERS, plan.prompts.length - 1)}, (_, i) => questions[(place + 1 + i) % questions.length]!);
            return written + own + [questions[place]!, asked, ...others].reduce((sum, turns) => sum + turns + different * (length + 1), 0);
        }
        if (judge === "loaded") return written + own + different * readByLoaded(model, text, plan.behaviour, (facts ?? []).length > 0, length);
        return written + own;
    });
    const promptTokens = Math.round(plan.seeds.length * perPrompt.reduce((sum, one) => sum + one, 0) + knowledge(plan, model));
    const answerTokens = Math.round(answers * length);
    return {
        answers,
        promptTokens,
        answerTokens,
        ratings: metricSchema.options.length * answers,
        ...(speed !== undefined && {seconds: promptTokens / speed.read + answerTokens / speed.written})
    };
}

const readsQuestion = ({steering}: SweepPlan["sets"][number]) => steering.scope !== "answer" || (steering.rules ?? []).length > 0;

/** A question is read once for all answers under one system prompt, but anew for each that is steered on the question too. */
function readToWrite({sets, strengths, arms}: SweepPlan, plain: number, asked: number): number {
    const isPrompted = arms.includes("prompt") || arms.includes("prompt-and-steer");
    const own = sets.filter(readsQuestion).length * strengths.length;
    const again = (arms.includes("steered") ? plain : 0) + (arms.includes("prompt-and-steer") ? asked : 0);
    return plain + (isPrompted ? asked : 0) + own * again;
}

/** What the loaded model reads to rate one answer: every metric on its own, with three ratings behind it. */
function readByLoaded(model: Tokenizer, question: string, behaviour: string, hasFacts: boolean, length: number): number {
    const rating = model.tokenize(ratingAnswer(0)).length;
    return metricSchema.options
        .filter((metric) => metric !== "factuality" || !hasFacts)
        .reduce((sum, metric) => {
            const prompt = `${judgePrompt(metric, {question, behaviour, unsteered: ""}, "")}\n\n${RATE_AT_ONCE}`;
            const texts = metric === "factuality" ? 2 : 1;
            return sum + model.tokenizeQuestion([{role: "user", content: prompt}]).length + texts * length + rating + 3;
        }, 0);
}

/** As `askKnowledge` asks. */
function knowledge({knowledge: questions, sets, strengths, arms}: SweepPlan, model: Tokenizer): number {
    const swept = arms.includes("steered") ? sets.length * strengths.length : 0;
    const own = arms.includes("steered") ? sets.filter(readsQuestion).length * strengths.length : 0;
    return questions.reduce((sum, {question, begin, choices}) => {
        const asked = model.tokenizeQuestion(turnsOf("", question)).length;
        const answers = choices.reduce((tokens, choice) => tokens + model.tokenize(begin === "" ? choice : `${begin} ${choice}`).length + 1, 0);
        return sum + asked * (1 + own) + answers * (1 + swept);
    }, 0);
}
