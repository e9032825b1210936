import {useQuery} from "@tanstack/react-query";
import type {Run} from "../../../engine/contract/runs.ts";
import {queries} from "../../app/engine.ts";
import {go} from "../../app/route.ts";
import {Button} from "../../widgets/Button.tsx";
import {Note} from "../../widgets/Note.tsx";
import {loadModel, stopsOf} from "../models/index.ts";
import styles from "./RunTray.module.css";
import {setTray} from "./tray.ts";

/** What a finished run brought, ready to be used. */
export function RunResult({run}: {readonly run: Run}) {
    const modelId = run.result?.modelId;
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
                    go({page: "library", section: "machine"});
                }}
            >
                Show in the library
            </Button>
        </div>
    );
}
