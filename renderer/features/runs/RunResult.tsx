import {useQuery} from "@tanstack/react-query";
import type {Run} from "../../../engine/contract/runs.ts";
import {queries} from "../../app/engine.ts";
import {go, type Route} from "../../app/route.ts";
import {Button} from "../../widgets/Button.tsx";
import {Note} from "../../widgets/Note.tsx";
import {loadModel, stopsOf} from "../models/index.ts";
import styles from "./RunTray.module.css";
import {setTray} from "./tray.ts";

type Place = {readonly words: string; readonly route: (dictionary: string | null, run: Run) => Route};
const library: Place = {words: "Show in the library", route: () => ({page: "library", section: "machine"})};
const features: Place = {words: "Show the features", route: (dictionary) => ({page: "features", dictionary, feature: null})};

const evaluation = (words: string): Place => ({words, route: (_dictionary, {id}) => ({page: "evaluations", evaluation: id})});

/** where what a run brought is seen */
const places: Record<Run["kind"], Place> = {
    acquire: library,
    convert: library,
    harvest: features,
    label: features,
    embed: features,
    propose: {words: "Show the proposals", route: (dictionary) => ({page: "moderation", dictionary})},
    sweep: evaluation("Show the figure"),
    autosteer: evaluation("Show what was found"),
    autocondition: evaluation("Show the condition")
};

/** What a finished run brought, ready to be used. */
export function RunResult({run}: {readonly run: Run}) {
    const modelId = run.result?.modelId;
    const to = places[run.kind];
    const models = useQuery(queries.models.list.queryOptions()).data;
    const model = models?.find(({id}) => id === modelId);
    const stops = model === undefined ? null : stopsOf(model);
    return (
        <div className={styles.result}>
            {stops !== null && <Note tone="bad">{stops}</Note>}
            {typeof modelId === "string" && stops === null && (
                <Button
                    small
                    tone="accent"
                    onClick={() => {
                        setTray(false);
                        void loadModel(modelId);
                    }}
                >
                    Load
                </Button>
            )}
            <Button
                small
                onClick={() => {
                    setTray(false);
                    const dictionary = run.result?.dictionary;
                    go(to.route(typeof dictionary === "string" && run.kind === "harvest" ? dictionary : null, run));
                }}
            >
                {to.words}
            </Button>
        </div>
    );
}
