import type {Run} from "../../../engine/contract/runs.ts";
import {go} from "../../app/route.ts";
import {Button} from "../../widgets/Button.tsx";
import {loadModel} from "../models/index.ts";
import styles from "./RunTray.module.css";
import {setTray} from "./tray.ts";

/** What a finished run brought, ready to be used. */
export function RunResult({run}: {readonly run: Run}) {
    const modelId = run.result?.modelId;
    return (
        <div className={styles.result}>
            {typeof modelId === "string" && (
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
