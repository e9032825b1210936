import {Modal, Textarea} from "@mantine/core";
import {useState} from "react";
import {Button} from "../../widgets/Button.tsx";
import form from "./Form.module.css";

interface Props {
    readonly opened: boolean;
    readonly title: string;
    readonly about: string;
    readonly confirm: string;
    /** characters that a reason has at least */
    readonly atLeast?: number;
    readonly onConfirm: (reason: string) => void;
    readonly onClose: () => void;
}

/** Asks for a reason, which is kept with what is done. */
export function ReasonDialog({opened, title, about, confirm, atLeast = 1, onConfirm, onClose}: Props) {
    const [reason, setReason] = useState("");
    const close = () => {
        setReason("");
        onClose();
    };
    return (
        <Modal opened={opened} onClose={close} title={title} size={440} centered>
            <form
                className={form.form}
                onSubmit={(event) => {
                    event.preventDefault();
                    onConfirm(reason.trim());
                    close();
                }}
            >
                <Textarea
                    size="xs"
                    autosize
                    minRows={2}
                    maxLength={1000}
                    label="Reason"
                    description={about}
                    data-autofocus
                    value={reason}
                    onChange={(event) => setReason(event.currentTarget.value)}
                />
                <div className={form.buttons}>
                    <Button onClick={close}>Cancel</Button>
                    <Button type="submit" tone="danger" disabled={reason.trim().length < atLeast}>
                        {confirm}
                    </Button>
                </div>
            </form>
        </Modal>
    );
}
