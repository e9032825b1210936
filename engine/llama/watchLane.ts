import {type Firing, featureId} from "../contract/index.ts";
import type {NativeSet} from "../native/AddonTypes.ts";
import type {RawSteering} from "../steering/index.ts";
import type {Held, Kept} from "./LaneCache.ts";
import type {EditPlan, ReadPlan} from "./plans.ts";
import type {TokenActions} from "./tokenActions.ts";
import type {GenerateEvent, RawReadingAt} from "./types.ts";

export interface LaneWatchOptions {
    readonly steering: RawSteering;
    readonly set: NativeSet;
    /** per rule: its features' places among the set's inputs, in the order they are first named */
    readonly named: readonly (readonly number[])[];
    readonly actions: TokenActions;
    /** position of the answer's first token */
    readonly answerFrom: number;
    /** what rules came to on the tokens that need not be evaluated */
    readonly kept: Pick<Kept, "on" | "held">;
    readonly live: {readonly dictionary: number; readonly k: number} | undefined;
    readonly textAt: (position: number) => string;
    /** told of every token: which rules are on after it */
    readonly onRules: (position: number, on: number) => void;
    readonly onHeld: (held: Held) => void;
}

/** What is seen of an answer while it is written: its rules and, where asked, its strongest features. */
export function watchLane({steering, set, named, actions, answerFrom, kept, live, textAt, onRules, onHeld}: LaneWatchOptions) {
    const rules = steering.rules ?? [];
    const events: GenerateEvent[] = [];
    let readings: RawReadingAt[] = [];
    let fired = kept.on;
    let ended: number | undefined;

    const tell = ({rule, position, text, values}: Held) => {
        const firing: Firing = {rule, at: position - answerFrom, text, values: [...values]};
        events.push({type: "firing", firing});
        if (rules[rule]!.ends) ended ??= rule;
    };
    kept.held.forEach(tell);

    const edit: EditPlan | undefined =
        set.edits.length === 0 && rules.length === 0
            ? undefined
            : {
                  set,
                  actions,
                  on: kept.on,
                  onRules(position, holds, nowOn, inputs) {
                      onRules(position, nowOn);
                      rules.forEach(({sticky}, rule) => {
                          const bit = 1 << rule;
                          if ((holds & bit) === 0 || (sticky && (fired & bit) !== 0)) return;
                          fired |= bit;
                          const held = {rule, position, text: textAt(position), values: named[rule]!.map((input) => inputs[input]!)};
                          onHeld(held);
                          tell(held);
                      });
                  }
              };

    const read: ReadPlan | undefined = live && {
        topK: Array.from({length: live.dictionary + 1}, (_, d) => (d === live.dictionary ? live.k : 0)),
        watch: [],
        residualLayer: -1,
        moved: true,
        only: false,
        readsAt: (position) => position >= answerFrom - 1,
        onReadout(positions, {topFeatures, topValues, moved}, records) {
            // another lane of the batch may read more
            const width = topFeatures[live.dictionary]!.length / moved.length;
            records.forEach((record, i) => {
                const top = Array.from({length: live.k}, (_, j) => record * width + j)
                    .filter((at) => topFeatures[live.dictionary]![at]! >= 0)
                    .map((at) => ({feature: featureId(topFeatures[live.dictionary]![at]!), value: topValues[live.dictionary]![at]!}));
                readings.push({at: positions[i]! - answerFrom, text: textAt(positions[i]!), moved: moved[record]!, top});
            });
        }
    };

    return {
        plan: edit === undefined && read === undefined ? undefined : {...(edit && {edit}), ...(read && {read})},
        /** what there is to tell since the last call */
        take(): GenerateEvent[] {
            const told = events.splice(0);
            if (readings.length > 0) told.push({type: "reading", readings});
            readings = [];
            return told;
        },
        /** the rule that ended the answer */
        get ended() {
            return ended === undefined ? undefined : rules[ended]!;
        }
    };
}
