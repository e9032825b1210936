import {IconFlask} from "@tabler/icons-react";
import {useQueries} from "@tanstack/react-query";
import type {DictionaryInfo} from "../../../engine/contract/models.ts";
import {engine, queries} from "../../app/engine.ts";
import {ago} from "../../widgets/numbers.ts";
import {changeModeration} from "./changeModeration.ts";
import styles from "./ResearchBanner.module.css";

/** Says on every page that moderated features are shown, for as long as they are. */
export function ResearchBanner({dictionaries}: {readonly dictionaries: readonly DictionaryInfo[]}) {
    const access = useQueries({queries: dictionaries.map(({id}) => queries.moderation.access.queryOptions({input: {dictionary: id}}))});
    return dictionaries.map(({id, name}, index) => {
        const now = access[index]?.data;
        if (now?.granted !== true) return null;
        return (
            <div key={id} className={styles.banner} role="status" aria-label={`Research access to ${name}`}>
                <IconFlask size={15} aria-hidden="true" />
                <span className={styles.bannerWords}>
                    <strong>Research access.</strong> Moderated features of {name} are shown and can be steered
                    {now.since !== undefined && `, since ${ago(now.since)}`}
                    {now.reason !== undefined && <i>: {now.reason}</i>}
                </span>
                <button
                    type="button"
                    className={styles.bannerEnd}
                    onClick={() => void changeModeration(() => engine.moderation.revokeAccess({dictionary: id}))}
                >
                    End it
                </button>
            </div>
        );
    });
}
