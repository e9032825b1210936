import {useState} from "react";
import type {ModelEntry} from "../../../../engine/contract/models.ts";
import {engine} from "../../../app/engine.ts";
import {Ask} from "../../../widgets/Ask.tsx";
import {Button} from "../../../widgets/Button.tsx";
import {bytes} from "../../../widgets/numbers.ts";
import {attempt} from "../useLibrary.ts";

/** Takes a model out of the list; one that Saelor fetched may go with its file. */
export function ForgetModel({model}: {readonly model: ModelEntry}) {
    const [asking, setAsking] = useState<"forget" | "delete" | null>(null);
    if (model.bundled) return null;
    const size = bytes(model.facts?.bytes ?? model.bytes);
    const forget = (files: boolean) => void attempt(() => engine.models.forget({modelId: model.id, files}));
    return (
        <>
            <Button onClick={() => setAsking("forget")}>Forget</Button>
            {model.origin === "library" && (
                <Button tone="danger" onClick={() => setAsking("delete")}>
                    Delete the file
                </Button>
            )}
            <Ask opened={asking === "forget"} title={`Forget ${model.name}?`} confirm="Forget" onConfirm={() => forget(false)} onClose={() => setAsking(null)}>
                It leaves the list. Its file stays at {model.path}, and so do its dictionaries.
            </Ask>
            <Ask
                opened={asking === "delete"}
                title={`Delete ${model.name}?`}
                confirm={`Delete ${size}`}
                onConfirm={() => forget(true)}
                onClose={() => setAsking(null)}
            >
                Saelor fetched this file, and deletes it: {model.path}. Its dictionaries stay.
            </Ask>
        </>
    );
}
