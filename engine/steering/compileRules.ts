import {CONDITION_LIMITS, type Edit, EngineError, featuresOfCondition, type Rule} from "../contract/index.ts";
import type {CalibratedDictionary} from "../dictionaries/index.ts";
import {compileCondition} from "./compileCondition.ts";
import {compileEdit} from "./compileEdit.ts";
import {dictionaryOf} from "./resolveFeature.ts";
import type {RawEdit, RawRule} from "./types.ts";

interface CompiledRules {
    readonly rules: readonly RawRule[];
    readonly edits: readonly RawEdit[];
    /** places of the rules that edit this feature */
    readonly editing: (edit: {readonly dictionary: string; readonly feature: number}) => readonly number[];
}

/**
 * Rules with the edits that act while they are on. Of several that edit one feature the last that is on counts, so an earlier one's edit gives way
 * to the later ones by `unless`; also to one whose edit changes nothing, which so switches the others off.
 * @throws EngineError `steering/bad-condition` and what compiling an edit throws
 */
export async function compileRules(rules: readonly Rule[], dictionaries: readonly CalibratedDictionary[]): Promise<CompiledRules> {
    if (rules.length > CONDITION_LIMITS.rules)
        throw new EngineError("steering/bad-condition", {detail: `a steering holds at most ${CONDITION_LIMITS.rules} rules, not ${rules.length}`});
    const raw = rules.map(
        ({when, on, sticky, action}): RawRule => ({
            when: compileCondition(when, dictionaries),
            on,
            sticky,
            ends: endsAnswer(action),
            ...(action.type === "handle" && action.reply !== undefined && {reply: action.reply})
        })
    );
    const editsOfRule = rules.map(({action}) => (action.type === "set" ? action.edits : []));
    for (const [place, rule] of rules.entries()) requireReadBeforeEdited(rule, place, dictionaries);

    const editors = new Map<string, number[]>();
    const keyOf = (edit: Edit) => `${dictionaryOf(edit, dictionaries).file.id}/${edit.feature}`;
    editsOfRule.forEach((edits, place) => {
        for (const key of new Set(edits.map(keyOf))) editors.set(key, [...(editors.get(key) ?? []), place]);
    });
    const compiled = await Promise.all(
        editsOfRule.flatMap((edits, rule) =>
            edits.map(async (edit) => {
                const raw = await compileEdit(edit, dictionaries);
                const unless = editors.get(keyOf(edit))!.filter((place) => place > rule);
                return raw && {...raw, rule, ...(unless.length > 0 && {unless})};
            })
        )
    );
    return {rules: raw, edits: compiled.flatMap((edit) => edit ?? []), editing: ({dictionary, feature}) => editors.get(`${dictionary}/${feature}`) ?? []};
}

function endsAnswer(action: Rule["action"]): boolean {
    return action.type === "abort" || (action.type === "handle" && action.reply !== undefined);
}

/** A feature of a later layer is known only after the edits' layer was computed: too late for this token. */
function requireReadBeforeEdited({name, when, action}: Rule, place: number, dictionaries: readonly CalibratedDictionary[]): void {
    if (action.type !== "set") return;
    const earliest = Math.min(...action.edits.map((edit) => dictionaryOf(edit, dictionaries).file.layer));
    for (const read of featuresOfCondition(when)) {
        const {layer} = dictionaryOf(read, dictionaries).file;
        if (layer > earliest)
            throw new EngineError("steering/bad-condition", {
                detail: `rule ${name ?? place + 1} reads feature ${read.feature} after layer ${layer}, but edits after layer ${earliest}, before that is known: read a feature of layer ${earliest} or an earlier one`
            });
    }
}
