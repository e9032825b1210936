import {useCallback} from "react";
import {CommandPalette} from "./palette/CommandPalette.tsx";
import {useCommands} from "./useCommands.ts";

type Props = Parameters<typeof useCommands>[0] & {
    /** looks for words in all that was said */
    readonly onSearch: (words: string) => void;
    readonly onClose: () => void;
};

/** The palette, which knows what there is. */
export function Commands({onSearch, onClose, ...inputs}: Props) {
    const commands = useCommands(inputs);
    const withWords = useCallback(
        (typed: string) => ({
            id: "search",
            words: `Search all conversations for “${typed}”`,
            group: "Conversations",
            atOnce: false,
            run: () => onSearch(typed)
        }),
        [onSearch]
    );
    return <CommandPalette commands={commands} withWords={withWords} onClose={onClose} />;
}
