import {IconBookmarks, IconBooks, IconGridDots, IconHeartRateMonitor, IconShield} from "@tabler/icons-react";
import styles from "./PageLinks.module.css";
import {fragmentOf, type Route, useRoute} from "./route.ts";

const pages = [
    {page: "features", words: "Features", keys: "Ctrl+Shift+F", Icon: IconGridDots, to: {page: "features", dictionary: null, feature: null}},
    {page: "presets", words: "Presets", keys: null, Icon: IconBookmarks, to: {page: "presets", preset: null}},
    {page: "library", words: "Library", keys: "Ctrl+Shift+L", Icon: IconBooks, to: {page: "library", section: "machine"}},
    {page: "pair", words: "Health", keys: "Ctrl+Shift+H", Icon: IconHeartRateMonitor, to: {page: "pair", dictionary: null}},
    {page: "moderation", words: "Moderation", keys: null, Icon: IconShield, to: {page: "moderation", dictionary: null}}
] as const satisfies ReadonlyArray<{to: Route; page: string; words: string; keys: string | null; Icon: unknown}>;

/** The pages besides the chat. */
export function PageLinks({onFollow}: {readonly onFollow: () => void}) {
    const route = useRoute();
    return (
        <ul className={styles.pages} aria-label="Pages">
            {pages.map(({page, words, keys, Icon, to}) => (
                <li key={page}>
                    <a
                        href={fragmentOf(to)}
                        className={styles.link}
                        title={keys === null ? words : `${words}  ·  ${keys}`}
                        aria-current={route.page === page ? "page" : undefined}
                        onClick={onFollow}
                    >
                        <Icon size={16} aria-hidden="true" />
                        {words}
                    </a>
                </li>
            ))}
        </ul>
    );
}
