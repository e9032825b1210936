import {useRef, useState} from "react";
import type {LabelImport} from "../../../../engine/contract/features.ts";
import {engine} from "../../../app/engine.ts";
import {tellError} from "../../../app/errorSentences.ts";
import {counted} from "../../../widgets/numbers.ts";
import {fileName} from "../../chooser/index.ts";
import {refreshLabels} from "./refreshLabels.ts";

type Result = Extract<LabelImport, {type: "done"}>;
type State =
    | {readonly type: "idle"}
    | {readonly type: "running"; readonly name: string; readonly progress: Extract<LabelImport, {type: "progress"}> | null}
    | {readonly type: "done"; readonly result: Result}
    | {readonly type: "failed"; readonly sentence: string};

type Input = ({readonly path: string} | {readonly file: File}) & {readonly source?: string};

/** One import at a time, with what came of the last. */
export function useLabelImport(dictionary: string) {
    const [state, setState] = useState<State>({type: "idle"});
    const controller = useRef<AbortController | null>(null);
    const start = async (input: Input, from: string) => {
        controller.current = new AbortController();
        const {signal} = controller.current;
        const name = fileName(from);
        setState({type: "running", name, progress: null});
        try {
            for await (const event of await engine.labels.import({dictionary, ...input}, {signal})) {
                setState(event.type === "done" ? {type: "done", result: event} : {type: "running", name, progress: event});
            }
        } catch (error) {
            setState({type: "failed", sentence: signal.aborted ? "The import was stopped. Nothing was changed." : tellError(error).sentence});
        } finally {
            void refreshLabels();
        }
    };
    return {state, start, stop: () => controller.current?.abort(), refuse: (sentence: string) => setState({type: "failed", sentence})};
}

const formats: Record<Result["format"], string> = {neuronpedia: "a Neuronpedia export", json: "JSON", csv: "CSV", saelor: "Saelor's own export"};

/** What an import brought, in a sentence or two. */
export function doneWords({format, source, labels, changed, skipped, skippedBecause, warning}: Result): string {
    const read = `Read ${counted(labels, "label")} by “${source}” from ${formats[format]}`;
    const news = changed === 0 ? "all of them were here already" : changed === labels ? "all of them new" : `${counted(changed, "label")} new or different`;
    const left = skipped === 0 ? "" : ` ${counted(skipped, "line")} left out${skippedBecause === undefined ? "" : `: ${skippedBecause}`}.`;
    const look = warning === undefined ? "" : ` Look again: ${warning}.`;
    return `${read}: ${news}.${left}${look}`;
}
