import {Checkbox, Modal, TextInput} from "@mantine/core";
import {useDebouncedValue} from "@mantine/hooks";
import {useQuery} from "@tanstack/react-query";
import {useMemo, useState} from "react";
import {type Arm, armSchema, type SweepInput} from "../../../../engine/contract/evaluation.ts";
import {engine} from "../../../app/engine.ts";
import {go} from "../../../app/route.ts";
import {Button} from "../../../widgets/Button.tsx";
import {Note} from "../../../widgets/Note.tsx";
import {showError} from "../../../widgets/Toasts.tsx";
import {keepKey} from "../../harvest/index.ts";
import {armWords} from "../chart/references.ts";
import styles from "../Evaluation.module.css";
import {refreshEvaluations} from "../useEvaluations.ts";
import {Estimate} from "./Estimate.tsx";
import {type JudgeDraft, JudgeFields, judgeOf, NO_JUDGE} from "./JudgeFields.tsx";
import {MAX_SEED, NumberField, wholeNumber} from "./NumberField.tsx";
import type {EditSet} from "./openDialog.ts";
import {MODELS_PROMPTS, PromptFields, promptsOf} from "./PromptFields.tsx";
import {type NumbersRead, readDecimals, readNumbers} from "./readLines.ts";
import {SetChoices} from "./SetChoices.tsx";

interface Props {
    /** what can be swept: the chat's own steering, presets, and what it was asked for */
    readonly offered: readonly EditSet[];
    /** how many of the first are chosen from the start */
    readonly nChosen: number;
    readonly onClose: () => void;
}

const STRENGTHS = "0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1, 1.4";
const ESTIMATE_AFTER_MS = 350;
/** as the contract has it */
const TOKENS = [8, 1024] as const;
/** below this a difference has to be huge to be seen */
const FEW_PROMPTS = 6;
const optional: readonly Arm[] = ["prompt", "random", "prompt-and-steer"];

/** What is swept over which strengths, on what, and who rates it. */
export function SweepDialog({offered, nChosen, onClose}: Props) {
    const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set(Array.from({length: Math.min(nChosen, offered.length)}, (_, i) => i)));
    const [behaviour, setBehaviour] = useState("");
    const [strengthText, setStrengthText] = useState(STRENGTHS);
    const [seedText, setSeedText] = useState("42");
    const [prompts, setPrompts] = useState(MODELS_PROMPTS);
    const [judge, setJudge] = useState<JudgeDraft>(NO_JUDGE);
    const [arms, setArms] = useState<ReadonlySet<Arm>>(new Set(armSchema.options));
    const [damage, setDamage] = useState(true);
    const [maxTokens, setMaxTokens] = useState("96");
    const [starting, setStarting] = useState(false);

    const input = useMemo((): SweepInput | null => {
        const strengths = readStrengths(strengthText);
        const seeds = readSeeds(seedText);
        const tokens = wholeNumber(maxTokens, ...TOKENS);
        const own = promptsOf(prompts, 2);
        const asked = judgeOf(judge);
        const sets = offered.filter((_, index) => chosen.has(index));
        if (sets.length === 0 || behaviour.trim() === "" || asked === null || own === null) return null;
        if ("problem" in strengths || "problem" in seeds || tokens === null) return null;
        return {
            name: "",
            sets: sets.map(({name, steering}) => ({name, steering})),
            strengths: strengths.numbers,
            ...(own !== undefined && {prompts: own}),
            seeds: seeds.numbers,
            behaviour: behaviour.trim(),
            judge: asked,
            arms: armSchema.options.filter((arm) => arms.has(arm)),
            damage,
            maxTokens: tokens,
            sampling: {}
        };
    }, [offered, chosen, behaviour, strengthText, seedText, prompts, judge, arms, damage, maxTokens]);
    const strengthsRead = readStrengths(strengthText);
    const seedsRead = readSeeds(seedText);
    const own = promptsOf(prompts, 2);
    const [settled] = useDebouncedValue(input, ESTIMATE_AFTER_MS);
    const estimate = useQuery({
        queryKey: ["sweep-estimate", settled],
        queryFn: ({signal}) => engine.evaluation.estimate(settled as SweepInput, {signal}),
        enabled: settled !== null,
        gcTime: 30_000
    });
    const start = async () => {
        if (input === null) return;
        setStarting(true);
        try {
            if ("baseUrl" in input.judge) await keepKey(input.judge.baseUrl, judge.apiKey);
            const run = await engine.evaluation.sweep(input);
            await refreshEvaluations();
            onClose();
            go({page: "evaluations", evaluation: run.id});
        } catch (error) {
            showError(error, {retry: () => void start()});
        } finally {
            setStarting(false);
        }
    };
    return (
        <Modal opened onClose={onClose} title="Sweep over strengths" size={600} centered>
            <form
                className={styles.form}
                onSubmit={(event) => {
                    event.preventDefault();
                    void start();
                }}
            >
                <p className={styles.about}>
                    The prompts are answered at each strength, beside controls, and rated. Half of them choose the best strength, the other half report on it.
                </p>
                <SetChoices offered={offered} chosen={chosen} onChange={setChosen} />
                <TextInput
                    size="xs"
                    label="What it is to bring about"
                    description="As one would ask for it: the prompt arm is given this sentence, and behaviour is rated by it"
                    placeholder="Talk like a pirate."
                    maxLength={2000}
                    data-autofocus
                    value={behaviour}
                    onChange={(event) => setBehaviour(event.currentTarget.value)}
                />
                <TextInput
                    size="xs"
                    label="Strengths"
                    description={`Length of the whole step, in units of R, the layer’s median residual norm${"problem" in strengthsRead || !strengthsRead.hasZero ? "" : ". 0 is left out: the unsteered answers are there anyway"}`}
                    error={"problem" in strengthsRead ? strengthsRead.problem : undefined}
                    value={strengthText}
                    onChange={(event) => setStrengthText(event.currentTarget.value)}
                />
                <PromptFields draft={prompts} fewest={2} onChange={setPrompts} />
                {own != null && own.length < FEW_PROMPTS && (
                    <Note tone="warning">
                        {Math.ceil(own.length / 2)} of {own.length} prompts choose the strength, {Math.floor(own.length / 2)}{" "}
                        {own.length < 4 ? "reports" : "report"} on it: too few to tell what beats what.
                    </Note>
                )}
                <div className={styles.two}>
                    <TextInput
                        size="xs"
                        label="Seeds"
                        error={"problem" in seedsRead ? seedsRead.problem : undefined}
                        value={seedText}
                        onChange={(event) => setSeedText(event.currentTarget.value)}
                    />
                    <NumberField label="Tokens of an answer, at most" min={TOKENS[0]} max={TOKENS[1]} value={maxTokens} onChange={setMaxTokens} />
                </div>
                <fieldset className={styles.arms}>
                    <legend>Beside the steered and the unsteered answers</legend>
                    {optional.map((arm) => (
                        <Checkbox
                            key={arm}
                            size="xs"
                            label={arm === "random" ? "a random feature, as far" : armWords[arm]}
                            checked={arms.has(arm)}
                            onChange={(event) => {
                                const next = new Set(arms);
                                if (event.currentTarget.checked) next.add(arm);
                                else next.delete(arm);
                                setArms(next);
                            }}
                        />
                    ))}
                    <Checkbox size="xs" label="knowledge questions" checked={damage} onChange={(event) => setDamage(event.currentTarget.checked)} />
                </fieldset>
                <JudgeFields draft={judge} onChange={setJudge} />
                <Estimate
                    missing={input === null ? whatIsMissing(chosen.size, behaviour, judge) : null}
                    estimate={settled === input ? estimate.data : undefined}
                    error={estimate.error}
                    onRetry={() => void estimate.refetch()}
                />
                <footer className={styles.buttons}>
                    <small>It can be paused; what is answered is kept.</small>
                    <Button onClick={onClose}>Cancel</Button>
                    <Button type="submit" tone="accent" disabled={starting || input === null}>
                        Begin the sweep
                    </Button>
                </footer>
            </form>
        </Modal>
    );
}

type Read = {readonly numbers: number[]; readonly hasZero: boolean} | {readonly problem: string};

function readStrengths(text: string): Read {
    const read = readDecimals(text);
    if ("problem" in read) return read;
    const numbers = read.numbers.filter((value) => value !== 0);
    const hasZero = numbers.length < read.numbers.length;
    if (numbers.length === 0 && hasZero) return {problem: "At 0 nothing is steered: give strengths besides"};
    if (numbers.length < 1 || numbers.length > 24 || numbers.some((value) => Math.abs(value) > 4)) return {problem: "1 to 24 numbers from −4 to 4"};
    return {numbers, hasZero};
}

function readSeeds(text: string): NumbersRead {
    const read = readNumbers(text);
    if ("problem" in read) return read;
    const {numbers} = read;
    const areSeeds = numbers.length >= 1 && numbers.length <= 8 && numbers.every((value) => Number.isInteger(value) && value >= 0 && value <= MAX_SEED);
    return areSeeds ? read : {problem: `1 to 8 whole numbers from 0 to ${MAX_SEED}`};
}

function whatIsMissing(nSets: number, behaviour: string, judge: JudgeDraft): string {
    if (nSets === 0) return "Choose what is swept.";
    if (behaviour.trim() === "") return "Say what it is to bring about, and what the sweep takes is shown here.";
    return judgeOf(judge) === null ? "Say which model rates." : "Something above can’t be taken as it is.";
}
