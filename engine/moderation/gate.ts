import {EngineError, featuresOfSteering, type Steering} from "../contract/index.ts";
import {refusalLog} from "./refusalLog.ts";
import type {ModerationSource} from "./types.ts";

export type ModerationGate = ReturnType<typeof openGate>;

interface Known {
    readonly version: number;
    readonly categories: ReadonlyMap<number, string>;
}

const NOBODY: ReadonlyMap<number, string> = new Map();

/**
 * The one gate that every feature passes on its way to a screen, a file or the model. It is level with the store at each question, also when another process
 * changed the list: a list's version is one row, and the list is read again only when that differs. Under research access everything passes, and is flagged.
 */
export function openGate(source: ModerationSource) {
    const known = new Map<string, Known>();
    const refused = refusalLog(source);

    /** what is on the list, whoever asks */
    function listed(dictionary: string, version: number): ReadonlyMap<number, string> {
        const present = known.get(dictionary);
        if (present?.version === version) return present.categories;
        const categories = version === 0 ? NOBODY : source.categories(dictionary);
        known.set(dictionary, {version, categories});
        return categories;
    }

    /** category of each feature that nobody may see now; empty under research access */
    function hidden(dictionary: string): ReadonlyMap<number, string> {
        const {version, access} = source.state(dictionary);
        return access === undefined ? listed(dictionary, version) : NOBODY;
    }

    /** @throws EngineError `feature/moderated`, which is logged */
    function requireVisible(dictionary: string, feature: number, door = "look at"): void {
        const category = hidden(dictionary).get(feature);
        if (category === undefined) return;
        refused(dictionary, feature, door);
        throw new EngineError("feature/moderated", {dictionary, feature, category});
    }

    return {
        hidden,
        /** for lists: which of their features may be shown; holds for the moment, so ask again for the next list */
        visible(dictionary: string): (feature: number) => boolean {
            const away = hidden(dictionary);
            return (feature) => !away.has(feature);
        },
        requireVisible,
        /**
         * For edits and what their rules read, before they are stored or act.
         * @param first dictionary of edits that name none; where there is none yet, they are looked at again when they are to act
         * @throws EngineError `feature/moderated`, which is logged
         */
        requireSteerable(steering: Pick<Steering, "edits" | "rules">, first: string | undefined): void {
            for (const {feature, dictionary = first} of featuresOfSteering(steering))
                if (dictionary !== undefined) requireVisible(dictionary, feature, "steer");
        },
        /** under research access: what the list says of a feature that it would hide */
        flag(dictionary: string, feature: number): {category: string; reason: string} | undefined {
            const {version, access} = source.state(dictionary);
            if (access === undefined || !listed(dictionary, version).has(feature)) return undefined;
            const entry = source.find(dictionary, feature);
            return entry && {category: entry.category, reason: entry.reason};
        }
    };
}
