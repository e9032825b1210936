import {Select} from "@mantine/core";
import type {JudgeChoice} from "../../../../engine/contract/evaluation.ts";
import {Note} from "../../../widgets/Note.tsx";
import {baseUrls, hostOf, isLocal, ServerFields} from "../../harvest/index.ts";
import {useLoadedModel} from "../../models/index.ts";

/** What is typed about a judge. */
export interface JudgeDraft {
    readonly kind: JudgeChoice["kind"];
    readonly baseUrl: string;
    readonly model: string;
    readonly apiKey: string;
}

export const NO_JUDGE: JudgeDraft = {kind: "likelihood", baseUrl: baseUrls.openai, model: "", apiKey: ""};

/** @returns null while something is missing */
export function judgeOf({kind, baseUrl, model}: JudgeDraft): JudgeChoice | null {
    if (kind === "likelihood" || kind === "loaded") return {kind};
    const named = model.trim();
    return named === "" || !URL.canParse(baseUrl) ? null : {kind, baseUrl, model: named};
}

/** parameters under which a model rates poorly */
const SMALL = 3e9;

const choices = [
    {value: "likelihood", label: "Nobody: likelihoods of the loaded model"},
    {value: "loaded", label: "The loaded model, unsteered"},
    {value: "openai", label: "A server that speaks OpenAI’s API"},
    {value: "anthropic", label: "Anthropic"}
];

interface Props {
    readonly draft: JudgeDraft;
    readonly onChange: (draft: JudgeDraft) => void;
}

/** Who rates the answers, and what is sent where for it. */
export function JudgeFields({draft, onChange}: Props) {
    const loaded = useLoadedModel();
    const change = (part: Partial<JudgeDraft>) => onChange({...draft, ...part});
    const isRemote = draft.kind === "openai" || draft.kind === "anthropic";
    return (
        <>
            <Select
                size="xs"
                label="Rated by"
                allowDeselect={false}
                data={choices}
                value={draft.kind}
                onChange={(value) => {
                    const kind = (value ?? "likelihood") as JudgeDraft["kind"];
                    change({kind, ...((kind === "openai" || kind === "anthropic") && {baseUrl: baseUrls[kind]})});
                }}
            />
            {isRemote && <ServerFields opened fields={draft} onChange={change} apiKey={draft.apiKey} onApiKey={(apiKey) => change({apiKey})} />}
            {isRemote && !isLocal(draft.baseUrl) && (
                <Note tone="warning">Questions and answers are sent to {hostOf(draft.baseUrl)}, with your key. Nothing else is.</Note>
            )}
            {draft.kind === "likelihood" && (
                <Note>
                    Behaviour is how much likelier an answer is when it is asked for than when it is not, instruction how much likelier after its own question
                    than after others, fluency how likely it is unsteered. Nothing leaves this machine.
                </Note>
            )}
            {draft.kind === "loaded" && loaded?.nParameters !== undefined && loaded.nParameters < SMALL && (
                <Note tone="warning">{loaded.name} is small and rates poorly. Likelihoods need no large model.</Note>
            )}
        </>
    );
}
