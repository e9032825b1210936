import {Modal} from "@mantine/core";
import styles from "./ShortcutsDialog.module.css";
import {shortcutList} from "./useShortcuts.ts";

const onMac = navigator.platform.startsWith("Mac");

/** All keys at a glance. */
export function ShortcutsDialog({opened, onClose}: {readonly opened: boolean; readonly onClose: () => void}) {
    return (
        <Modal opened={opened} onClose={onClose} title="Keyboard shortcuts" size={460} centered>
            <dl className={styles.list}>
                {shortcutList.map(([keys, what]) => (
                    <div key={keys}>
                        <dt>{what}</dt>
                        <dd>{onMac ? keys.replaceAll("Ctrl", "⌘") : keys}</dd>
                    </div>
                ))}
            </dl>
        </Modal>
    );
}
