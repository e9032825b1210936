import {Drawer} from "@mantine/core";
import {useDocumentTitle, useMediaQuery} from "@mantine/hooks";
import {useQuery} from "@tanstack/react-query";
import {useCallback, useEffect, useState} from "react";
import type {FeatureId} from "../../engine/contract/ids.ts";
import {answerAgain, branchTo, ChatView, useGeneration} from "../features/chat/index.ts";
import {ConversationRail} from "../features/conversations/index.ts";
import {loadModel, useEngineStatus} from "../features/models/index.ts";
import {focusFeatureSearch, SteeringPanel, useSteering} from "../features/steering/index.ts";
import {Splitter} from "../widgets/Splitter.tsx";
import {Failed, Loading} from "../widgets/States.tsx";
import {setErrorActions} from "../widgets/Toasts.tsx";
import {ConnectionBanner} from "./ConnectionBanner.tsx";
import {queries} from "./engine.ts";
import {ShortcutsDialog} from "./ShortcutsDialog.tsx";
import {useSetting} from "./settings.ts";
import {TopBar} from "./TopBar.tsx";
import {useConversationId} from "./useConversationId.ts";
import {useShortcuts} from "./useShortcuts.ts";
import styles from "./Workbench.module.css";

const RAIL = {min: 190, max: 380, start: 244};
const PANEL = {min: 288, max: 520, start: 340};

/** The window: conversations, the chat, and what steers it. */
export function Workbench() {
    const narrow = useMediaQuery("(max-width: 760px)") ?? false;
    const medium = useMediaQuery("(max-width: 1080px)") ?? false;
    const [railOpen, setRailOpen] = useSetting("railOpen", true);
    const [panelOpen, setPanelOpen] = useSetting("panelOpen", true);
    const [railWidth, setRailWidth] = useSetting("railWidth", RAIL.start);
    const [panelWidth, setPanelWidth] = useSetting("panelWidth", PANEL.start);
    const [compare, setCompare] = useSetting("compare", false);
    const [inspect, setInspect] = useSetting("inspect", false);
    const [dictionarySetting, setDictionary] = useSetting("dictionary", "");
    const [drawer, setDrawer] = useState<"rail" | "panel" | null>(null);
    const [modelsOpen, setModelsOpen] = useState(false);
    const [shortcutsOpen, setShortcutsOpen] = useState(false);

    const status = useEngineStatus();
    const model = status?.state === "ready" ? status.model : null;
    const models = useQuery(queries.models.list.queryOptions()).data ?? [];
    const {id, open, openNew} = useConversationId();
    const query = useQuery({...queries.chat.get.queryOptions({input: {conversationId: id ?? ""}}), enabled: id !== null});
    const conversation = id === null ? undefined : query.data;
    const generation = useGeneration(id ?? "");

    useDocumentTitle(conversation === undefined ? "Saelor" : `${conversation.title || "New chat"} – Saelor`);

    const dictionaries = model?.dictionaries ?? [];
    const dictionary = (dictionaries.find((info) => info.id === dictionarySetting) ?? dictionaries[0])?.id ?? null;

    const showPanel = useCallback(() => (medium ? setDrawer("panel") : setPanelOpen(true)), [medium, setPanelOpen]);
    const togglePanel = () => (medium ? setDrawer(drawer === "panel" ? null : "panel") : setPanelOpen(!panelOpen));
    const toggleRail = () => (narrow ? setDrawer(drawer === "rail" ? null : "rail") : setRailOpen(!railOpen));
    const begin = useCallback(() => {
        setDrawer(null);
        openNew();
    }, [openNew]);

    useEffect(() => {
        setErrorActions((action) => {
            if (action === "open-models") setModelsOpen(true);
            if (action === "open-steering") showPanel();
            if (action === "new-chat") begin();
            if (action === "reload") window.location.reload();
        });
    }, [showPanel, begin]);

    useShortcuts({
        newChat: begin,
        searchFeatures: () => {
            showPanel();
            // the panel may only now be drawn
            setTimeout(focusFeatureSearch, medium ? 250 : 30);
        },
        toggleRail,
        togglePanel,
        toggleCompare: () => setCompare(!compare),
        toggleInspect: () => setInspect(!inspect),
        openModels: () => setModelsOpen(true),
        showShortcuts: () => setShortcutsOpen(true),
        stop: () => generation?.stop()
    });

    const openAndClose = (next: string) => {
        setDrawer(null);
        open(next);
    };
    const rail = (onClose?: () => void) => (
        <ConversationRail
            currentId={id}
            onOpen={openAndClose}
            onNew={begin}
            onRemoved={(removed, next) => {
                if (removed.id !== id) return;
                if (next === undefined) begin();
                else open(next.id);
            }}
            onClose={onClose}
        />
    );
    const panel = (onClose: () => void) =>
        conversation && (
            <ConnectedSteering
                conversation={conversation}
                model={model}
                dictionary={dictionary}
                compare={compare}
                busy={generation !== null || model === null}
                onClose={onClose}
            />
        );
    const panelShown = medium ? drawer === "panel" : panelOpen;
    const nEdits = conversation?.steering.edits.length ?? 0;
    return (
        <div className={styles.window}>
            <ConnectionBanner />
            <div className={styles.panes}>
                {!narrow && railOpen && (
                    <>
                        <aside className={styles.side} style={{width: railWidth}}>
                            {rail(() => setRailOpen(false))}
                        </aside>
                        <Splitter label="Width of conversations" side="left" width={railWidth} min={RAIL.min} max={RAIL.max} onChange={setRailWidth} />
                    </>
                )}
                <main className={styles.main}>
                    <TopBar
                        narrow={narrow}
                        railHidden={narrow || !railOpen}
                        onShowRail={toggleRail}
                        panelShown={panelShown}
                        onTogglePanel={togglePanel}
                        compare={compare}
                        onCompare={setCompare}
                        inspect={inspect}
                        onInspect={setInspect}
                        dictionaries={dictionaries}
                        dictionary={dictionary}
                        onDictionary={setDictionary}
                        modelsOpen={modelsOpen}
                        onModelsOpen={setModelsOpen}
                        onShortcuts={() => setShortcutsOpen(true)}
                        nEdits={nEdits}
                    />
                    <div className={styles.chat}>
                        {conversation !== undefined ? (
                            <ConnectedChat
                                key={conversation.id}
                                conversation={conversation}
                                status={status}
                                models={models}
                                dictionary={dictionary}
                                compare={compare}
                                inspect={inspect}
                                onSteered={medium ? undefined : showPanel}
                                onChooseModel={() => setModelsOpen(true)}
                            />
                        ) : query.isError ? (
                            <Failed error={query.error} onRetry={() => void query.refetch()} />
                        ) : (
                            <Loading what="Opening the conversation" />
                        )}
                    </div>
                </main>
                {!medium && panelOpen && (
                    <>
                        <Splitter label="Width of steering" side="right" width={panelWidth} min={PANEL.min} max={PANEL.max} onChange={setPanelWidth} />
                        <aside className={styles.side} style={{width: panelWidth}} aria-label="Steering">
                            {panel(() => setPanelOpen(false))}
                        </aside>
                    </>
                )}
            </div>
            <Drawer
                opened={narrow && drawer === "rail"}
                onClose={() => setDrawer(null)}
                size={280}
                withCloseButton={false}
                padding={0}
                aria-label="Conversations"
                classNames={{body: styles.drawer ?? ""}}
            >
                {rail(() => setDrawer(null))}
            </Drawer>
            <Drawer
                opened={medium && drawer === "panel"}
                onClose={() => setDrawer(null)}
                position="right"
                size={360}
                withCloseButton={false}
                padding={0}
                aria-label="Steering"
                classNames={{body: styles.drawer ?? ""}}
            >
                {panel(() => setDrawer(null))}
            </Drawer>
            <ShortcutsDialog opened={shortcutsOpen} onClose={() => setShortcutsOpen(false)} />
        </div>
    );
}

type ChatProps = Omit<Parameters<typeof ChatView>[0], "onSteer" | "onLoad"> & {readonly onSteered: (() => void) | undefined};

/** The chat, whose tokens add to the steering. */
function ConnectedChat({onSteered, ...chat}: ChatProps) {
    const {conversation, dictionary, status} = chat;
    const first = (status?.state === "ready" ? status.model.dictionaries[0]?.id : undefined) ?? "";
    const {add} = useSteering(conversation, first);
    const onSteer = useCallback(
        (feature: FeatureId) => {
            if (dictionary === null) return;
            void add(dictionary, feature);
            onSteered?.();
        },
        [add, dictionary, onSteered]
    );
    return <ChatView {...chat} onSteer={onSteer} onLoad={(modelId) => void loadModel(modelId)} />;
}

type SteeringProps = Omit<Parameters<typeof SteeringPanel>[0], "lastAnswer" | "onRegenerate"> & {readonly compare: boolean; readonly busy: boolean};

/** The steering panel, which knows the answer on screen. */
function ConnectedSteering({compare, busy, ...panel}: SteeringProps) {
    const {conversation} = panel;
    const lastAnswer = branchTo(conversation.messages, conversation.headId).findLast(({role}) => role === "assistant") ?? null;
    const parentId = lastAnswer?.parentId ?? null;
    const regenerate = () => {
        if (parentId === null) return;
        const seed = lastAnswer?.sampling?.seed;
        void answerAgain({
            conversationId: conversation.id,
            userMessageId: parentId,
            compare: compare && conversation.steering.edits.length > 0,
            ...(seed !== undefined && {seed})
        });
    };
    return <SteeringPanel {...panel} lastAnswer={lastAnswer} onRegenerate={parentId === null || busy ? null : regenerate} />;
}
