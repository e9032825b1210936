import {useMutation} from "@tanstack/react-query";
import {useId} from "react";
import type {Steering} from "../../../../engine/contract/edits.ts";
import type {PresetEvidence} from "../../../../engine/contract/presets.ts";
import {featuresOfSteering} from "../../../../engine/contract/steeringFeatures.ts";
import {engine, queries, queryClient} from "../../../app/engine.ts";
import {go} from "../../../app/route.ts";
import {Button} from "../../../widgets/Button.tsx";
import {counted} from "../../../widgets/numbers.ts";
import {showError, showToast} from "../../../widgets/Toasts.tsx";
import {useLoadedModel} from "../../models/index.ts";
import type {Apply} from "../types.ts";
import styles from "./Sweep.module.css";

interface Props {
    /** what is applied, as it is asked for: its strength is counted in what is loaded then */
    readonly steering: () => Promise<Steering>;
    /** any of its strengths: to know which features it is about */
    readonly about: Steering;
    readonly name: string;
    /** `at 0.4` */
    readonly words: string;
    readonly evidence: (steering: Steering) => Pick<PresetEvidence, "kind" | "text" | "data">;
    /** something speaks for it */
    readonly isProven?: boolean;
    /** what else is to be known of it */
    readonly note?: string | undefined;
    /** why nothing can be applied */
    readonly refused?: string | undefined;
    readonly onApply: Apply;
}

/** preset names are no longer than this */
const MAX_NAME = 200;

/** Puts what was tried into the chat, or keeps it as a preset with what was found about it. */
export function ApplyBar({steering, about, name, words, evidence, isProven = true, note, refused, onApply}: Props) {
    const model = useLoadedModel();
    const here = model?.dictionaries.map(({id}) => id) ?? [];
    const reason = useId();
    const fits = here.length > 0 && featuresOfSteering(about).every(({dictionary}) => dictionary === undefined || here.includes(dictionary));
    const can = fits && refused === undefined;
    const told =
        refused ??
        (fits
            ? [`${words === "" ? "To" : `${name}, to`} the present chat; it can be undone there.`, fading(about), note ?? ""].join(" ").trim()
            : "Its dictionary is not loaded.");
    const apply = useMutation({mutationFn: steering, onSuccess: (found) => onApply(found, `${name} ${words}`.trim()), onError: (error) => showError(error)});
    const save = useMutation({
        mutationFn: async () => {
            const found = await steering();
            const proof: PresetEvidence = {at: Date.now(), ...evidence(found)};
            return engine.presets.save({
                name: `${name} ${words}`.trim().slice(0, MAX_NAME),
                description: "",
                tags: [],
                steering: found,
                labels: {},
                dictionaries: [],
                examples: [],
                evidence: [proof],
                key: null
            });
        },
        onSuccess: (saved) => {
            void queryClient.invalidateQueries({queryKey: queries.presets.key()});
            showToast({tone: "plain", text: `“${saved.name}” is in the library.`, action: {label: "Show", run: () => go({page: "presets", preset: saved.id})}});
        },
        onError: (error) => showError(error)
    });
    return (
        <div className={styles.apply}>
            <Button tone={isProven ? "accent" : "plain"} disabled={!can || apply.isPending} aria-describedby={reason} onClick={() => apply.mutate()}>
                Apply {words}
            </Button>
            <Button disabled={!can || save.isPending} onClick={() => save.mutate()}>
                Save as a preset
            </Button>
            <small id={reason}>{told}</small>
        </div>
    );
}

const fading = ({decay}: Steering) => (decay === undefined ? "" : `It fades over the first ${counted(decay.tokens, "token")} of each answer.`);
