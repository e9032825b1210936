import {useQuery} from "@tanstack/react-query";
import {useState} from "react";
import type {DictionaryInfo} from "../../../engine/contract/models.ts";
import {engine, queries} from "../../app/engine.ts";
import {Button} from "../../widgets/Button.tsx";
import {ago} from "../../widgets/numbers.ts";
import {Section} from "../../widgets/Sheet.tsx";
import {Failed, Loading} from "../../widgets/States.tsx";
import styles from "./AccessSection.module.css";
import {changeModeration} from "./changeModeration.ts";
import {ReasonDialog} from "./ReasonDialog.tsx";

/** as the contract asks */
const SHORTEST_REASON = 10;

/** Shows moderated features all the same: an explicit choice, with a reason, which is logged. */
export function AccessSection({dictionary}: {readonly dictionary: DictionaryInfo}) {
    const access = useQuery(queries.moderation.access.queryOptions({input: {dictionary: dictionary.id}}));
    const [asking, setAsking] = useState(false);
    return (
        <Section title="Research access" about="For who studies what is moderated. It holds for this dictionary until it is ended, and is written in the log.">
            {access.isPending && <Loading what="Looking" />}
            {access.isError && <Failed error={access.error} onRetry={() => void access.refetch()} />}
            {access.data !== undefined && (
                <div className={styles.access}>
                    <p>
                        {access.data.granted ? (
                            <>
                                <strong>On</strong>
                                {access.data.since !== undefined && ` since ${ago(access.data.since)}`}: {access.data.reason}
                            </>
                        ) : (
                            <>
                                <strong>Off.</strong> Moderated features are neither shown nor steered.
                            </>
                        )}
                    </p>
                    {access.data.granted ? (
                        <Button onClick={() => void changeModeration(() => engine.moderation.revokeAccess({dictionary: dictionary.id}))}>
                            End research access
                        </Button>
                    ) : (
                        <Button tone="danger" onClick={() => setAsking(true)}>
                            Grant research access…
                        </Button>
                    )}
                </div>
            )}
            <ReasonDialog
                opened={asking}
                title="Grant research access?"
                about={`Moderated features of ${dictionary.name} will be shown and can be steered. Say what for, in at least ${SHORTEST_REASON} characters; it is written in the log.`}
                confirm="Grant access"
                atLeast={SHORTEST_REASON}
                onClose={() => setAsking(false)}
                onConfirm={(reason) => void changeModeration(() => engine.moderation.grantAccess({dictionary: dictionary.id, reason}))}
            />
        </Section>
    );
}
