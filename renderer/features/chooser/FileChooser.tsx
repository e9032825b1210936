import {Modal} from "@mantine/core";
import {FileBrowser} from "./FileBrowser.tsx";

interface Props {
    readonly opened: boolean;
    readonly title: string;
    readonly wants: "file" | "folder" | "either";
    readonly onChoose: (path: string) => void;
    readonly onClose: () => void;
}

/** Chooses a file or folder of the engine's machine. */
export function FileChooser({opened, title, wants, onChoose, onClose}: Props) {
    return (
        <Modal opened={opened} onClose={onClose} title={title} size={720} centered>
            <FileBrowser
                wants={wants}
                onChoose={(path) => {
                    onClose();
                    onChoose(path);
                }}
            />
        </Modal>
    );
}
