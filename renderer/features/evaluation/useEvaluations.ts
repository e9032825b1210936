import {keepPreviousData, useQuery} from "@tanstack/react-query";
import {useEffect} from "react";
import type {EvaluationSummary} from "../../../engine/contract/evaluation.ts";
import type {Run} from "../../../engine/contract/runs.ts";
import {engine, queries, queryClient} from "../../app/engine.ts";
import {showError} from "../../widgets/Toasts.tsx";
import {useRuns} from "../runs/index.ts";

export const refreshEvaluations = () => queryClient.invalidateQueries({queryKey: queries.evaluation.key()});

/** What is asked again while a run writes it. */
const AGAIN_MS = 1500;

export const useEvaluations = () => useQuery(queries.evaluation.list.queryOptions());

/** The run behind an evaluation; null: it has gone, or runs are not known yet. */
export const useEvaluationRun = (id: string): Run | null => useRuns()?.find((run) => run.id === id) ?? null;

const isUnderWay = (run: Run | null) => run !== null && (run.state === "running" || run.state === "queued");

type Getter = "getSweep" | "getAutosteer" | "getAutocondition";

/** An evaluation as far as it has come, followed while it runs. */
export function useEvaluation<Name extends Getter>(name: Name, id: string) {
    const run = useEvaluationRun(id);
    const state = run?.state;
    const found = useQuery({
        queryKey: queries.evaluation[name].queryKey({input: {id}}),
        queryFn: ({signal}) => engine.evaluation[name]({id}, {signal}) as Promise<Awaited<ReturnType<(typeof engine.evaluation)[Name]>>>,
        refetchInterval: isUnderWay(run) ? AGAIN_MS : false,
        placeholderData: keepPreviousData
    });
    // how it ended is read once more
    // biome-ignore lint/correctness/useExhaustiveDependencies: the state is why it is read again
    useEffect(() => void queryClient.invalidateQueries({queryKey: queries.evaluation.key()}), [state]);
    return {...found, run};
}

/** Removes it, and its run with it. @returns whether it is gone; what went wrong is shown */
export async function removeEvaluation({id}: EvaluationSummary): Promise<boolean> {
    try {
        await engine.evaluation.remove({id});
        await refreshEvaluations();
        return true;
    } catch (error) {
        showError(error);
        return false;
    }
}
