import {Menu, Popover, TextInput} from "@mantine/core";
import {IconBookmark, IconBookmarkPlus, IconTrash} from "@tabler/icons-react";
import {useQuery} from "@tanstack/react-query";
import {useState} from "react";
import type {Conversation} from "../../../engine/contract/chat.ts";
import type {Variant} from "../../../engine/contract/edits.ts";
import {engine, queries, queryClient} from "../../app/engine.ts";
import {IconButton} from "../../widgets/IconButton.tsx";
import {showError, showToast} from "../../widgets/Toasts.tsx";
import {changeSteering} from "./panel.ts";
import styles from "./VariantMenu.module.css";

const refresh = () => queryClient.invalidateQueries({queryKey: queries.variants.list.key()});

async function removeVariant({id: _, ...rest}: Variant) {
    try {
        await engine.variants.remove({id: _});
        showToast({
            tone: "plain",
            text: `“${rest.name}” removed.`,
            action: {label: "Undo", run: () => void engine.variants.save(rest).then(refresh, showError)}
        });
        await refresh();
    } catch (error) {
        showError(error);
    }
}

/** Saved sets of edits: apply one, keep the present one under a name, remove one. */
export function VariantMenu({conversation}: {readonly conversation: Conversation}) {
    const variants = useQuery(queries.variants.list.queryOptions()).data ?? [];
    const [naming, setNaming] = useState(false);
    const apply = (variant: Variant) => changeSteering(conversation.id, {edits: variant.edits, scope: variant.scope, variantId: variant.id});
    const save = async (name: string) => {
        const same = variants.find((variant) => variant.name === name);
        try {
            const saved = await engine.variants.save({...conversation.steering, name, ...(same && {id: same.id})});
            changeSteering(conversation.id, {variantId: saved.id});
            await refresh();
            setNaming(false);
        } catch (error) {
            showError(error);
        }
    };
    return (
        <>
            <Menu position="bottom-end" width={250}>
                <Menu.Target>
                    <IconButton label="Saved variants">
                        <IconBookmark size={16} />
                    </IconButton>
                </Menu.Target>
                <Menu.Dropdown>
                    <Menu.Label>Saved variants</Menu.Label>
                    {variants.length === 0 && <p className={styles.none}>None yet. Save the edits of this chat under a name to use them again.</p>}
                    {variants.map((variant) => (
                        <div key={variant.id} className={styles.variant}>
                            <Menu.Item onClick={() => apply(variant)} aria-current={variant.id === conversation.variantId || undefined}>
                                {variant.name}
                                <small>
                                    {variant.edits.length} {variant.edits.length === 1 ? "edit" : "edits"}
                                </small>
                            </Menu.Item>
                            <IconButton label={`Remove variant ${variant.name}`} tone="danger" onClick={() => void removeVariant(variant)}>
                                <IconTrash size={14} />
                            </IconButton>
                        </div>
                    ))}
                </Menu.Dropdown>
            </Menu>
            <Popover opened={naming} onChange={setNaming} position="bottom-end" trapFocus>
                <Popover.Target>
                    <IconButton label="Save as a variant" disabled={conversation.steering.edits.length === 0} onClick={() => setNaming(!naming)}>
                        <IconBookmarkPlus size={16} />
                    </IconButton>
                </Popover.Target>
                <Popover.Dropdown>
                    <form
                        className={styles.naming}
                        onSubmit={(event) => {
                            event.preventDefault();
                            const name = String(new FormData(event.currentTarget).get("name") ?? "").trim();
                            if (name !== "") void save(name);
                        }}
                    >
                        <TextInput
                            name="name"
                            size="xs"
                            label="Name of the variant"
                            placeholder="Salty pirate"
                            data-autofocus
                            defaultValue={variants.find(({id}) => id === conversation.variantId)?.name ?? ""}
                        />
                        <button type="submit" className={styles.save}>
                            Save
                        </button>
                    </form>
                </Popover.Dropdown>
            </Popover>
        </>
    );
}
