import styles from "./ConnectionBanner.module.css";
import {useConnectionState} from "./engine.ts";

/** so many failed attempts before a window that never reached the engine says more than "connecting" */
const PATIENCE = 4;

/** Says when the engine cannot be reached; it is reached again by itself. */
export function ConnectionBanner() {
    const {state, attempts} = useConnectionState();
    if (state === "open" || (state === "waiting" && attempts < 2)) return null;
    return (
        <div className={styles.banner} role="alert">
            <span className={styles.lamp} aria-hidden="true" />
            {state === "lost"
                ? "The engine stopped answering. Reconnecting; your conversations are kept."
                : attempts < PATIENCE
                  ? "Connecting to the engine"
                  : "The engine cannot be reached. Check that it runs, and open the address that it printed, with its token."}
        </div>
    );
}
