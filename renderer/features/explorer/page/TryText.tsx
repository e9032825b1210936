import {useDebouncedValue} from "@mantine/hooks";
import {keepPreviousData, useQuery} from "@tanstack/react-query";
import {useState} from "react";
import type {FeatureId} from "../../../../engine/contract/ids.ts";
import {queries} from "../../../app/engine.ts";
import {shown} from "../../../widgets/numbers.ts";
import {Failed} from "../../../widgets/States.tsx";
import {ColouredTokens, tokenName} from "../../inspect/index.ts";
import {readablePart} from "../readablePart.ts";
import {Part} from "./Part.tsx";
import styles from "./TryText.module.css";

interface Props {
    readonly dictionary: string;
    readonly feature: FeatureId;
    /** its maximum in the harvest; 0: not known */
    readonly strongest: number;
}

const TYPED_MS = 220;
let kept = "";

/** A text of one's own, coloured by this feature as it is typed; it stays when one goes on to another feature. */
export function TryText({dictionary, feature, strongest}: Props) {
    const [typed, setTyped] = useState(kept);
    const [text] = useDebouncedValue(typed, TYPED_MS);
    const asked = text.trim() !== "";
    const {part, note} = readablePart(text);
    const inspection = useQuery({
        ...queries.features.inspect.queryOptions({input: {dictionary, text: part, k: 1, chosen: [feature]}}),
        enabled: asked,
        placeholderData: keepPreviousData
    });
    const isBehind = asked && (typed !== text || inspection.isFetching);
    const tokens = asked && typed.trim() !== "" ? inspection.data?.tokens : undefined;
    const values = tokens?.map(({chosen, special}) => (special ? 0 : (chosen[0] ?? 0))) ?? [];
    const highest = Math.max(...values, 0);
    const peak = values.indexOf(highest);
    return (
        <Part title="Try a text">
            <textarea
                className={styles.input}
                aria-label="Text to try"
                placeholder="Type anything and see where this feature fires"
                rows={2}
                spellCheck={false}
                value={typed}
                onChange={(event) => {
                    kept = event.currentTarget.value;
                    setTyped(kept);
                }}
            />
            {inspection.isError && asked && <Failed error={inspection.error} onRetry={() => void inspection.refetch()} />}
            {tokens !== undefined && (
                <div className={styles.result} aria-busy={isBehind} data-behind={isBehind || undefined}>
                    <ColouredTokens
                        label="Your text, coloured by this feature"
                        tokens={tokens}
                        values={values}
                        maximum={Math.max(strongest, highest)}
                        {...(highest > 0 && {peak})}
                        source={part}
                    />
                    <p role="status">
                        {isBehind
                            ? "Reading the text"
                            : highest > 0
                              ? `Highest ${shown(highest)} at “${tokenName(tokens[peak]?.text ?? "")}”${strongest > 0 ? `, ${shown((highest / strongest) * 100, 0)} % of its maximum` : ""}.`
                              : "It does not fire here."}
                        {!isBehind && note !== null && ` ${note}.`}
                    </p>
                </div>
            )}
            {asked && inspection.isPending && (
                <p className={styles.hint} role="status">
                    Reading the text
                </p>
            )}
        </Part>
    );
}
