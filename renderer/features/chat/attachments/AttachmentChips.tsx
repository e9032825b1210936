import {Modal} from "@mantine/core";
import {IconFileText, IconX} from "@tabler/icons-react";
import {useState} from "react";
import type {Attachment} from "../../../../engine/contract/chat.ts";
import {bytes, count} from "../../../widgets/numbers.ts";
import styles from "./AttachmentChips.module.css";

interface Props {
    readonly attachments: readonly Attachment[];
    /** absent: they were sent */
    readonly onRemove?: (index: number) => void;
}

/** no page can show more than this well; what is sent is all of it */
const SHOWN_CHARACTERS = 100_000;

const sizeOf = (text: string) => bytes(new Blob([text]).size);

/** The text files that go with a question; each opens to show what is in it. */
export function AttachmentChips({attachments, onRemove}: Props) {
    const [opened, setOpened] = useState<Attachment | null>(null);
    return (
        <>
            <ul className={styles.chips} aria-label="Attached files">
                {attachments.map((attachment, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: two files may have one name
                    <li key={`${index}-${attachment.name}`} className={styles.chip}>
                        <button type="button" className={styles.open} aria-label={`Show ${attachment.name}`} onClick={() => setOpened(attachment)}>
                            <IconFileText size={14} aria-hidden="true" />
                            <span className={styles.name}>{attachment.name}</span>
                            <small>{sizeOf(attachment.text)}</small>
                        </button>
                        {onRemove && (
                            <button type="button" className={styles.remove} aria-label={`Remove ${attachment.name}`} onClick={() => onRemove(index)}>
                                <IconX size={13} />
                            </button>
                        )}
                    </li>
                ))}
            </ul>
            <Modal opened={opened !== null} onClose={() => setOpened(null)} size="lg" title={opened?.name}>
                {opened !== null && (
                    <>
                        <pre className={styles.text}>{opened.text.slice(0, SHOWN_CHARACTERS)}</pre>
                        {opened.text.length > SHOWN_CHARACTERS && (
                            <p className={styles.more}>
                                The first {count(SHOWN_CHARACTERS)} of {count(opened.text.length)} characters; the model reads all of them.
                            </p>
                        )}
                    </>
                )}
            </Modal>
        </>
    );
}
