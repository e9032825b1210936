import type {ModelEntry} from "../../../engine/contract/models.ts";
import {Mark} from "../../widgets/Mark.tsx";
import {AutosteerOffer} from "../evaluation/index.ts";
import styles from "./EmptyChat.module.css";

interface Props {
    /** the model that answers; null while none is loaded */
    readonly model: ModelEntry | null;
    /** a model that can be loaded at once */
    readonly offer: ModelEntry | null;
    readonly onLoad: (modelId: string) => void;
    readonly onChooseModel: () => void;
    readonly onAsk: (prompt: string) => void;
    /** a dictionary is loaded: features can be found for a behaviour */
    readonly canSteer: boolean;
}

const PROMPTS = 4;

/** A chat before its first message. */
export function EmptyChat({model, offer, onLoad, onChooseModel, onAsk, canSteer}: Props) {
    return (
        <div className={styles.empty}>
            <Mark size={40} />
            <h1>{model === null ? "No model is loaded" : "Ask, then look inside"}</h1>
            {model === null ? (
                <>
                    <p>Load a model to talk with it, see which features fire on each token, and steer it by them. Everything stays on this machine.</p>
                    <div className={styles.buttons}>
                        {offer !== null && (
                            <button type="button" className={styles.load} onClick={() => onLoad(offer.id)}>
                                Load {offer.name}
                            </button>
                        )}
                        <button type="button" className={styles.other} onClick={onChooseModel}>
                            {offer === null ? "Choose a model" : "Other models"}
                        </button>
                    </div>
                </>
            ) : (
                <>
                    <p>Steer {model.name} by a feature, and compare what it would have said without.</p>
                    <ul className={styles.prompts} aria-label="Suggestions">
                        {model.prompts.slice(0, PROMPTS).map((prompt) => (
                            <li key={prompt}>
                                <button type="button" onClick={() => onAsk(prompt)}>
                                    {prompt}
                                </button>
                            </li>
                        ))}
                    </ul>
                    {canSteer && (
                        <div className={styles.offer}>
                            <AutosteerOffer />
                        </div>
                    )}
                </>
            )}
        </div>
    );
}
