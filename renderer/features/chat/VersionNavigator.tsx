import {IconChevronLeft, IconChevronRight, IconSitemap} from "@tabler/icons-react";
import type {Message} from "../../../engine/contract/chat.ts";
import {IconButton} from "../../widgets/IconButton.tsx";
import styles from "./Message.module.css";

interface Props {
    readonly versions: readonly Message[];
    readonly message: Message;
    readonly disabled: boolean;
    readonly onSelect: (messageId: string) => void;
    /** shows all branches as a tree */
    readonly onBranches: () => void;
}

/** Steps through the versions of a message; hidden where there is one. */
export function VersionNavigator({versions, message, disabled, onSelect, onBranches}: Props) {
    if (versions.length < 2) return null;
    const index = versions.findIndex(({id}) => id === message.id);
    const step = (by: number) => {
        const target = versions[index + by];
        if (target) onSelect(target.id);
    };
    return (
        <fieldset className={styles.versions} aria-label={`Version ${index + 1} of ${versions.length}`}>
            <IconButton label="Previous version" disabled={disabled || index <= 0} onClick={() => step(-1)}>
                <IconChevronLeft size={14} />
            </IconButton>
            <span aria-hidden="true">
                {index + 1}/{versions.length}
            </span>
            <IconButton label="Next version" disabled={disabled || index >= versions.length - 1} onClick={() => step(1)}>
                <IconChevronRight size={14} />
            </IconButton>
            <IconButton label="Show all branches" onClick={onBranches}>
                <IconSitemap size={14} />
            </IconButton>
        </fieldset>
    );
}
