import {Modal} from "@mantine/core";
import type {ReactNode} from "react";
import styles from "./Ask.module.css";
import {Button} from "./Button.tsx";

interface Props {
    readonly opened: boolean;
    readonly title: string;
    readonly children: ReactNode;
    /** what is done: "Delete 4.9 GB" */
    readonly confirm: string;
    /** what not doing it is called */
    readonly refuse?: string;
    readonly onConfirm: () => void;
    readonly onClose: () => void;
}

/** Asks before something that can't be taken back. */
export function Ask({opened, title, children, confirm, refuse = "Keep", onConfirm, onClose}: Props) {
    return (
        <Modal opened={opened} onClose={onClose} title={title} size={430} centered>
            <div className={styles.words}>{children}</div>
            <div className={styles.buttons}>
                <Button onClick={onClose} data-autofocus>
                    {refuse}
                </Button>
                <Button
                    tone="danger"
                    onClick={() => {
                        onClose();
                        onConfirm();
                    }}
                >
                    {confirm}
                </Button>
            </div>
        </Modal>
    );
}
