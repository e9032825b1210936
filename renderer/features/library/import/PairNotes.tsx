import {Note} from "../../../widgets/Note.tsx";
import type {Pairing} from "./usePairing.ts";

/** What speaks against the model that is chosen for a dictionary. */
export function PairNotes({pairing: {stops, doubts}}: {readonly pairing: Pairing}) {
    return (
        <div role="status">
            {stops !== null && <Note tone="bad">{stops} Choose another model, or none.</Note>}
            {doubts !== null && <Note tone="warning">{doubts}</Note>}
        </div>
    );
}
