import {Modal} from "@mantine/core";
import {useQuery} from "@tanstack/react-query";
import type {Conversation} from "../../../../engine/contract/chat.ts";
import type {ModelInfo} from "../../../../engine/contract/models.ts";
import {queries} from "../../../app/engine.ts";
import {fragmentOf} from "../../../app/route.ts";
import {Empty} from "../../../widgets/States.tsx";
import {steersAnything} from "../../steering/index.ts";
import {AutosteerDialog} from "./AutosteerDialog.tsx";
import {ask, type EditSet, useAsked} from "./openDialog.ts";
import {SweepDialog} from "./SweepDialog.tsx";

interface Props {
    readonly conversation: Conversation | undefined;
    readonly model: ModelInfo | null;
    /** id of the dictionary that is looked at */
    readonly dictionary: string | null;
}

const close = () => ask(null);

/** What can be asked for from anywhere in the window. */
export function EvaluationDialogs({conversation, model, dictionary}: Props) {
    const asked = useAsked();
    const presets = useQuery({...queries.presets.list.queryOptions({input: {}}), enabled: asked?.kind === "sweep"});
    if (asked === null) return null;
    if (model === null || dictionary === null)
        return (
            <Modal opened onClose={close} title="Nothing to steer" size={420} centered>
                <Empty title={model === null ? "No model is loaded" : "This model has no dictionary"}>
                    Load a model with a dictionary in the{" "}
                    <a href={fragmentOf({page: "library", section: "machine"})} onClick={close}>
                        library
                    </a>
                    .
                </Empty>
            </Modal>
        );
    if (asked.kind === "autosteer")
        return <AutosteerDialog specification={asked.specification} dictionaries={model.dictionaries} dictionary={dictionary} onClose={close} />;
    // the dialog begins with all that it offers
    if (presets.isPending) return null;
    const own: EditSet[] =
        conversation !== undefined && steersAnything(conversation.steering) ? [{name: "Steering of this chat", steering: conversation.steering}] : [];
    const kept = (presets.data ?? []).filter(({steering}) => steersAnything(steering)).map(({name, steering}) => ({name, steering}));
    const rest = [...own, ...kept].filter(({name}) => !asked.sets.some((set) => set.name === name));
    const offered = [...asked.sets, ...rest];
    if (offered.length === 0)
        return (
            <Modal opened onClose={close} title="Nothing to sweep" size={420} centered>
                <Empty title="Nothing is steered yet">Put a feature into the steering panel, keep a preset, or begin from a feature’s page.</Empty>
            </Modal>
        );
    return <SweepDialog offered={offered} nChosen={Math.max(1, asked.sets.length)} onClose={close} />;
}
