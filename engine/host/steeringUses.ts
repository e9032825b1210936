import {editsOf, featuresOfSteering, type Steering, type SteeringCheck} from "../contract/index.ts";
import type {CalibratedDictionary} from "../dictionaries/index.ts";
import type {ModerationGate} from "../moderation/gate.ts";
import {hiddenBy, leftOutNote, withoutHidden} from "../presets/hidden.ts";
import {labelNotes} from "../presets/labelNotes.ts";
import {sameModelName} from "../presets/sameModelName.ts";
import {checkSteering, type EmberSteering, emberLosses, readEmber, writeEmber} from "../steering/index.ts";
import type {Store} from "../store/openStore.ts";

interface Deps {
    readonly store: Pick<Store, "labels" | "dictionaries">;
    readonly gate: ModerationGate;
    /** loaded, the first first */
    readonly dictionaries: () => readonly CalibratedDictionary[];
    readonly modelName: () => string | undefined;
}

/** What is said of a steering that nobody has saved: what it comes to here, and in Ember's JSON. */
export function steeringUses({store, gate, dictionaries, modelName}: Deps) {
    const first = () => dictionaries()[0]?.file.id;

    return {
        /** Of features that nobody may see nothing is told, but that they can't be steered by. */
        async check(steering: Steering): Promise<SteeringCheck> {
            const isHidden = hiddenBy(gate, first());
            const away = [
                ...new Set(
                    featuresOfSteering(steering)
                        .filter(isHidden)
                        .map(({feature}) => Number(feature))
                )
            ];
            const {steering: seen} = withoutHidden(steering, gate, first());
            const checked = await checkSteering(seen, dictionaries());
            const readings = new Map(checked.edits.map((reading) => [reading.edit, reading]));
            return {
                ...checked,
                edits: editsOf(steering).map((edit) => readings.get(edit) ?? {edit}),
                problems: [...away.map((feature) => `Feature ${feature} is moderated: it can't be steered by.`), ...checked.problems]
            };
        },

        /** @throws EngineError `input/invalid`, `steering/bad-edit`, `steering/bad-condition` */
        fromEmber({
            text,
            dictionary
        }: {
            readonly text: string;
            readonly dictionary: string;
        }): Pick<EmberSteering, "name" | "steering" | "labels"> & {notes: string[]} {
            const {name, baseModel, steering: whole, labels, notes} = readEmber(text, dictionary);
            const isHidden = hiddenBy(gate, dictionary);
            const {steering, leftOut} = withoutHidden(whole, gate, dictionary);
            const seen = Object.entries(labels).filter(([key]) => !isHidden({dictionary, feature: Number(key.slice(key.lastIndexOf("/") + 1)) as never}));
            return {
                name,
                steering,
                labels: Object.fromEntries(seen),
                notes: [
                    ...notes,
                    ...ofAnother(baseModel),
                    ...labelNotes(Object.fromEntries(seen), (id, feature) => store.labels.ofFeatures(id, [feature]).get(feature)?.[0]?.description),
                    ...beyond(steering, dictionary),
                    ...(leftOut > 0 ? [leftOutNote(leftOut)] : [])
                ]
            };
        },

        toEmber({name, steering: whole}: {readonly name: string; readonly steering: Steering}): {text: string; notes: string[]} {
            const {steering} = withoutHidden(whole, gate, first());
            const labels: Record<string, string> = {};
            for (const [dictionary, named] of Map.groupBy(featuresOfSteering(steering), ({dictionary}) => dictionary)) {
                const id = dictionary ?? first();
                if (id === undefined) continue;
                const known = store.labels.ofFeatures(id, [...new Set(named.map(({feature}) => Number(feature)))]);
                for (const [feature, [label]] of known) if (label !== undefined) labels[`${dictionary ?? ""}/${feature}`] = label.description;
            }
            return {text: writeEmber({name, steering, labels, baseModel: modelName() ?? ""}), notes: emberLosses(steering)};
        }
    };

    function ofAnother(baseModel: string | undefined): string[] {
        const name = modelName();
        if (baseModel === undefined || name === undefined || sameModelName(baseModel, name)) return [];
        return [`The file is of ${baseModel}, and ${name} is loaded: the same numbers may be other features.`];
    }

    /** Features that the dictionary does not have: it is hardly the one that the file was made with. */
    function beyond(steering: Steering, id: string): string[] {
        const file = dictionaries().find((one) => one.file.id === id)?.file;
        if (file === undefined) return [];
        const wrong = new Set(
            featuresOfSteering(steering)
                .filter(({feature, dictionary}) => dictionary === id && feature >= file.nFeatures)
                .map(({feature}) => feature)
        );
        return wrong.size === 0
            ? []
            : [`${file.name} has ${file.nFeatures} features, and not ${[...wrong].slice(0, 5).join(", ")}: the file was made with another dictionary.`];
    }
}
