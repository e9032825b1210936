import {IconX} from "@tabler/icons-react";
import {useQuery} from "@tanstack/react-query";
import {useState} from "react";
import type {Place} from "../../../../engine/contract/library.ts";
import {engine, queries, queryClient} from "../../../app/engine.ts";
import {Button} from "../../../widgets/Button.tsx";
import {IconButton} from "../../../widgets/IconButton.tsx";
import {bytes} from "../../../widgets/numbers.ts";
import {Section, sheet} from "../../../widgets/Sheet.tsx";
import {Failed, Loading} from "../../../widgets/States.tsx";
import {FileChooser} from "../../chooser/index.ts";
import {attempt} from "../useLibrary.ts";
import styles from "./ImportSection.module.css";
import {placeWords} from "./placeWords.ts";

const change = (act: () => Promise<Place[]>) =>
    void attempt(async () => {
        queryClient.setQueryData(queries.library.places.queryKey(), await act());
    });

/** Where models are kept and looked for. */
export function Places() {
    const places = useQuery(queries.library.places.queryOptions());
    const [choosing, setChoosing] = useState<"add" | "library" | null>(null);
    return (
        <Section title="Folders" about="Saelor looks here for models. What it fetches or converts goes into its library.">
            {places.isPending && <Loading what="Looking at the folders" />}
            {places.isError && <Failed error={places.error} onRetry={() => void places.refetch()} />}
            {places.data !== undefined && (
                <ul className={sheet.sheet} aria-label="Folders">
                    {places.data.map((place) => (
                        <li key={`${place.kind} ${place.path}`} className={sheet.row}>
                            <div className={`${styles.line} ${styles.place}`}>
                                <span className={styles.kind}>{placeWords(place.kind)}</span>
                                <span className={`${styles.words} ${sheet.path}`}>{place.path}</span>
                                <span className={styles.free}>
                                    {place.exists ? place.freeBytes !== undefined && `${bytes(place.freeBytes)} free` : "not there"}
                                </span>
                                {place.kind === "library" && (
                                    <Button small onClick={() => setChoosing("library")}>
                                        Change
                                    </Button>
                                )}
                                {place.kind === "folder" && (
                                    <IconButton
                                        label={`Stop looking in ${place.path}`}
                                        onClick={() => change(() => engine.library.removeFolder({path: place.path}))}
                                    >
                                        <IconX size={15} />
                                    </IconButton>
                                )}
                            </div>
                        </li>
                    ))}
                </ul>
            )}
            <div className={styles.buttons}>
                <Button onClick={() => setChoosing("add")}>Add a folder…</Button>
                <Button tone="quiet" onClick={() => change(() => engine.library.setFolder({path: null}))}>
                    Keep the library in its own folder
                </Button>
            </div>
            <FileChooser
                opened={choosing !== null}
                title={choosing === "library" ? "Where the library keeps what it fetches" : "A folder to look for models in"}
                wants="folder"
                onChoose={(path) => change(() => (choosing === "library" ? engine.library.setFolder({path}) : engine.library.addFolder({path})))}
                onClose={() => setChoosing(null)}
            />
        </Section>
    );
}
