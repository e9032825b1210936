import {Modal} from "@mantine/core";
import {IconArrowBackUp, IconX} from "@tabler/icons-react";
import {useState} from "react";
import {Button} from "../widgets/Button.tsx";
import {IconButton} from "../widgets/IconButton.tsx";
import {type ActionId, actionList, actionWords, fixedKeys} from "./actions/actionList.ts";
import {othersWith} from "./actions/bindings.ts";
import {keysOf, keyWords, reasonAgainst} from "./actions/keys.ts";
import {onMac, useBindings} from "./actions/useBindings.ts";
import styles from "./ShortcutsDialog.module.css";

const groups = [...new Set(actionList.map(({group}) => group))];

/** All keys at a glance; those of actions can be changed. */
export function ShortcutsDialog({opened, onClose}: {readonly opened: boolean; readonly onClose: () => void}) {
    const {bindings, isChanged, isAnyChanged, set, resetAll} = useBindings();
    const [listening, setListening] = useState<ActionId | null>(null);
    /** keys that were pressed, and why the action has not got them */
    const [refused, setRefused] = useState<{id: ActionId; keys: string; why: string; canTake: boolean} | null>(null);
    const stop = () => {
        setListening(null);
        setRefused(null);
    };
    const listen = (id: ActionId) => {
        setRefused(null);
        setListening(id);
    };
    const give = (id: ActionId, keys: string | null) => {
        set(id, keys);
        stop();
    };
    const onKeyDown = (id: ActionId, event: React.KeyboardEvent) => {
        if (listening !== id) return;
        const keys = keysOf({...keyOfReact(event), getModifierState: (name) => event.getModifierState(name as "AltGraph")});
        if (keys === "Tab" || keys === "Shift+Tab") return stop();
        event.preventDefault();
        event.stopPropagation();
        if (keys === null) return;
        if (keys === "Esc") return stop();
        const against = reasonAgainst(keys);
        const [other] = othersWith(bindings, id, keys);
        if (against !== null) setRefused({id, keys, why: against, canTake: false});
        else if (other !== undefined) setRefused({id, keys, why: `“${actionWords(other)}” has these keys.`, canTake: true});
        else give(id, keys);
    };
    const close = () => {
        stop();
        onClose();
    };
    return (
        <Modal opened={opened} onClose={close} closeOnEscape={listening === null} title="Keyboard shortcuts" size={520} centered>
            <p className={styles.about}>Choose an action’s keys to press others for it.</p>
            {groups.map((group) => (
                <section key={group} aria-label={group}>
                    <h3 className={styles.group}>{group}</h3>
                    <ul className={styles.list}>
                        {actionList
                            .filter((action) => action.group === group)
                            .map(({id, words}) => {
                                const keys = bindings.get(id) ?? null;
                                const told = keys === null ? "none" : keyWords(keys, onMac);
                                return (
                                    <li key={id}>
                                        <span>{words}</span>
                                        <span className={styles.keys}>
                                            {isChanged(id) && (
                                                <IconButton
                                                    label={`Default keys for ${words}`}
                                                    onClick={() => give(id, actionList.find((action) => action.id === id)?.keys ?? null)}
                                                >
                                                    <IconArrowBackUp size={14} />
                                                </IconButton>
                                            )}
                                            {keys !== null && (
                                                <IconButton label={`No keys for ${words}`} className={styles.clear} onClick={() => give(id, null)}>
                                                    <IconX size={13} />
                                                </IconButton>
                                            )}
                                            <button
                                                type="button"
                                                className={styles.bind}
                                                data-listening={listening === id || undefined}
                                                aria-label={`Keys of ${words}: ${told}`}
                                                aria-pressed={listening === id}
                                                onClick={() => (listening === id ? stop() : listen(id))}
                                                onKeyDown={(event) => onKeyDown(id, event)}
                                                onBlur={(event) => !event.relatedTarget?.closest("[data-refused]") && listening === id && stop()}
                                            >
                                                {listening === id
                                                    ? refused === null
                                                        ? "Press keys"
                                                        : keyWords(refused.keys, onMac)
                                                    : keys === null
                                                      ? "–"
                                                      : told}
                                            </button>
                                        </span>
                                        {refused?.id === id && (
                                            <p className={styles.refused} role="alert" data-refused="">
                                                {refused.why}
                                                {refused.canTake && (
                                                    <Button small onClick={() => give(id, refused.keys)}>
                                                        Take them
                                                    </Button>
                                                )}
                                            </p>
                                        )}
                                    </li>
                                );
                            })}
                    </ul>
                </section>
            ))}
            <section aria-label="Elsewhere">
                <h3 className={styles.group}>Where they belong</h3>
                <dl className={styles.list}>
                    {fixedKeys.map(([keys, what]) => (
                        <div key={what}>
                            <dt>{what}</dt>
                            <dd>{onMac ? keys.replaceAll("Ctrl", "⌘").replaceAll("Alt", "⌥") : keys}</dd>
                        </div>
                    ))}
                </dl>
            </section>
            <div className={styles.foot}>
                <Button disabled={!isAnyChanged} onClick={resetAll}>
                    All back to the defaults
                </Button>
            </div>
        </Modal>
    );
}

const keyOfReact = ({key, code, ctrlKey, metaKey, altKey, shiftKey}: React.KeyboardEvent) => ({key, code, ctrlKey, metaKey, altKey, shiftKey});
