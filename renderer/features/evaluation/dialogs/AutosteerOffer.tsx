import {IconWand} from "@tabler/icons-react";
import {type FormEvent, useState} from "react";
import {Button} from "../../../widgets/Button.tsx";
import styles from "../Evaluation.module.css";
import {openAutosteer} from "./openDialog.ts";

/** A sentence, for which features are found. */
export function AutosteerOffer() {
    const [wanted, setWanted] = useState("");
    const open = (event: FormEvent) => {
        event.preventDefault();
        openAutosteer(wanted.trim());
    };
    return (
        <form className={styles.offer} onSubmit={open}>
            <label>
                <span>Make it …</span>
                <input placeholder="talk like a pirate" maxLength={2000} value={wanted} onChange={(event) => setWanted(event.currentTarget.value)} />
            </label>
            <Button type="submit" small>
                <IconWand size={14} aria-hidden="true" /> Find features
            </Button>
        </form>
    );
}
