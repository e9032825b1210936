import {IconBookmarks, IconBooks, IconChartLine, IconGridDots, IconHeartRateMonitor, IconShield} from "@tabler/icons-react";
import type {ActionId} from "./actions/actionList.ts";
import {keyWords} from "./actions/keys.ts";
import {onMac, useBindings} from "./actions/useBindings.ts";
import styles from "./PageLinks.module.css";
import {fragmentOf, type Route, useRoute} from "./route.ts";

const pages = [
    {page: "features", words: "Features", Icon: IconGridDots, to: {page: "features", dictionary: null, feature: null}},
    {page: "presets", words: "Presets", Icon: IconBookmarks, to: {page: "presets", preset: null}},
    {page: "evaluations", words: "Evaluations", Icon: IconChartLine, to: {page: "evaluations", evaluation: null}},
    {page: "library", words: "Library", Icon: IconBooks, to: {page: "library", section: "machine"}},
    {page: "pair", words: "Health", Icon: IconHeartRateMonitor, to: {page: "pair", dictionary: null}},
    {page: "moderation", words: "Moderation", Icon: IconShield, to: {page: "moderation", dictionary: null}}
] as const satisfies ReadonlyArray<{to: Route; page: ActionId; words: string; Icon: unknown}>;

/** The pages besides the chat. */
export function PageLinks({onFollow}: {readonly onFollow: () => void}) {
    const route = useRoute();
    const {bindings} = useBindings();
    return (
        <ul className={styles.pages} aria-label="Pages">
            {pages.map(({page, words, Icon, to}) => {
                const keys = bindings.get(page) ?? null;
                return (
                    <li key={page}>
                        <a
                            href={fragmentOf(to)}
                            className={styles.link}
                            title={keys === null ? words : `${words}  ·  ${keyWords(keys, onMac)}`}
                            aria-current={route.page === page ? "page" : undefined}
                            onClick={onFollow}
                        >
                            <Icon size={16} aria-hidden="true" />
                            {words}
                        </a>
                    </li>
                );
            })}
        </ul>
    );
}
