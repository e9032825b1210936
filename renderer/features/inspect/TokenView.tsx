import {useComputedColorScheme} from "@mantine/core";
import {useInViewport} from "@mantine/hooks";
import {IconArrowsMove, IconListNumbers} from "@tabler/icons-react";
import {useMemo, useState} from "react";
import type {Message} from "../../../engine/contract/chat.ts";
import type {FeatureId} from "../../../engine/contract/ids.ts";
import {IconButton} from "../../widgets/IconButton.tsx";
import {Note} from "../../widgets/Note.tsx";
import {Failed, Loading} from "../../widgets/States.tsx";
import {AnswerFeatures} from "./AnswerFeatures.tsx";
import {useChosenFeature} from "./chosenFeature.ts";
import {FeatureChooser} from "./FeatureChooser.tsx";
import {Legend, MovedLegend} from "./Legend.tsx";
import {TokenText} from "./TokenText.tsx";
import styles from "./TokenView.module.css";
import {useReading} from "./useReading.ts";

interface Props {
    readonly message: Message;
    readonly dictionary: string;
    /** features that the answer beside this one was steered by */
    readonly besides?: readonly FeatureId[];
    readonly onSteer: (feature: FeatureId) => void;
}

const none: readonly FeatureId[] = [];

/** A message as the dictionary saw it: every token coloured by one feature, and what fires at each. */
export function TokenView({message, dictionary, besides = none, onSteer}: Props) {
    const theme = useComputedColorScheme("light");
    const {ref, inViewport} = useInViewport<HTMLDivElement>();
    const [seen, setSeen] = useState(false);
    if (inViewport && !seen) setSeen(true);
    const [wanted, setWanted] = useChosenFeature(dictionary);
    const [as, setAs] = useState<"tokens" | "features">("tokens");
    const [movedWanted, setMovedWanted] = useState(false);
    const [against, setAgainst] = useState<"here" | "corpus">("here");
    const {reading, steered, strongest, chosen, values, corpusMaximum, valuesError} = useReading(message, dictionary, wanted, besides, seen);
    const moved = useMemo(() => reading.data?.tokens.map((token) => token.moved) ?? [], [reading.data]);
    if (reading.isPending) {
        return (
            <div ref={ref}>
                <Loading what="Reading this message through the dictionary" />
            </div>
        );
    }
    if (reading.isError) {
        const isModerated = "code" in reading.error && reading.error.code === "feature/moderated";
        return (
            <>
                <p className={styles.unread}>{message.content}</p>
                {isModerated ? (
                    <Note>Written under an edit whose feature has been moderated since: its tokens can’t be read again.</Note>
                ) : (
                    <Failed error={reading.error} onRetry={() => void reading.refetch()} />
                )}
            </>
        );
    }
    const mostMoved = moved.reduce((most, share) => Math.max(most, share), 0);
    const showsMoved = movedWanted && mostMoved > 0;
    const highest = reading.data.tokens.reduce((best, {special}, index) => (special ? best : Math.max(best, values[index] ?? 0)), 0);
    const maximum = against === "corpus" && corpusMaximum !== undefined ? corpusMaximum : highest;
    return (
        <div className={styles.view}>
            <div className={styles.bar}>
                <IconButton
                    label={as === "tokens" ? "Features of this message, added up" : "Show the tokens"}
                    pressed={as === "features"}
                    onClick={() => setAs(as === "tokens" ? "features" : "tokens")}
                >
                    <IconListNumbers size={16} />
                </IconButton>
                {as === "tokens" && mostMoved > 0 && (
                    <IconButton
                        label={showsMoved ? "Colour by a feature" : "Colour by how far the edits moved each token"}
                        pressed={showsMoved}
                        onClick={() => setMovedWanted(!showsMoved)}
                        text="Moved"
                    >
                        <IconArrowsMove size={15} />
                    </IconButton>
                )}
                {as === "tokens" && showsMoved && <MovedLegend maximum={mostMoved} theme={theme} />}
                {as === "tokens" && !showsMoved && (
                    <>
                        <FeatureChooser dictionary={dictionary} chosen={chosen} steered={steered} strongest={strongest} onChoose={setWanted} />
                        {maximum > 0 && <Legend maximum={maximum} highest={highest} corpusMaximum={corpusMaximum} theme={theme} />}
                        {corpusMaximum !== undefined && (
                            <label className={styles.against}>
                                <input
                                    type="checkbox"
                                    checked={against === "corpus"}
                                    onChange={(event) => setAgainst(event.currentTarget.checked ? "corpus" : "here")}
                                />
                                up to its maximum
                            </label>
                        )}
                    </>
                )}
            </div>
            {valuesError && <Failed error={valuesError} />}
            {as === "tokens" && !showsMoved && chosen !== null && highest === 0 && <p className={styles.silent}>This feature does not fire in this message.</p>}
            {as === "features" ? (
                <AnswerFeatures message={message} dictionary={dictionary} onSteer={onSteer} />
            ) : (
                <TokenText
                    tokens={reading.data.tokens}
                    values={showsMoved ? moved : values}
                    maximum={showsMoved ? mostMoved : maximum}
                    scale={showsMoved ? "moved" : "activation"}
                    theme={theme}
                    dictionary={dictionary}
                    messageId={message.role === "assistant" ? message.id : null}
                    onSteer={onSteer}
                    onColour={setWanted}
                />
            )}
        </div>
    );
}
