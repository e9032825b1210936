import {Modal} from "@mantine/core";
import {useQuery} from "@tanstack/react-query";
import {useState} from "react";
import {queries} from "../../../app/engine.ts";
import {Button} from "../../../widgets/Button.tsx";
import {sheet} from "../../../widgets/Sheet.tsx";
import {Failed, Loading} from "../../../widgets/States.tsx";
import {FileBrowser} from "../../chooser/index.ts";
import styles from "./ImportDialog.module.css";
import {LookDictionary} from "./LookDictionary.tsx";
import {LookModel} from "./LookModel.tsx";
import {LookSource} from "./LookSource.tsx";

interface Props {
    readonly opened: boolean;
    readonly onClose: () => void;
}

/** Chooses a file, says what it is, and takes it in. Nothing happens before the last button. */
export function ImportDialog({opened, onClose}: Props) {
    const [path, setPath] = useState<string | null>(null);
    const close = () => {
        setPath(null);
        onClose();
    };
    return (
        <Modal opened={opened} onClose={close} title={path === null ? "Import a model or a dictionary" : "What this is"} size={720} centered>
            {path === null ? <FileBrowser wants="either" onChoose={setPath} /> : <Looked path={path} onBack={() => setPath(null)} onDone={close} />}
        </Modal>
    );
}

function Looked({path, onBack, onDone}: {readonly path: string; readonly onBack: () => void; readonly onDone: () => void}) {
    // asked anew each time: the file may have changed
    const look = useQuery({...queries.library.look.queryOptions({input: {path}}), gcTime: 0, staleTime: 0});
    return (
        <div className={styles.looked}>
            <p className={sheet.path}>{path}</p>
            {look.isPending && <Loading what="Looking into the file" />}
            {look.isError && <Failed error={look.error} />}
            {look.data?.kind === "model" && <LookModel look={look.data} onDone={onDone} />}
            {look.data?.kind === "dictionary" && <LookDictionary look={look.data} onDone={onDone} />}
            {look.data?.kind === "source" && <LookSource look={look.data} onDone={onDone} />}
            <Button tone="quiet" className={styles.back} onClick={onBack}>
                Choose another file
            </Button>
        </div>
    );
}
