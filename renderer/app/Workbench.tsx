import {Drawer} from "@mantine/core";
import {useDocumentTitle, useMediaQuery} from "@mantine/hooks";
import {useQuery} from "@tanstack/react-query";
import {useCallback, useEffect, useState} from "react";
import type {ModelEntry} from "../../engine/contract/models.ts";
import {branchTo, useGenerationControl} from "../features/chat/index.ts";
import {ConversationRail, FindBar, focusFindBar, focusMessageSearch, setSearchText} from "../features/conversations/index.ts";
import {EvaluationDialogs} from "../features/evaluation/index.ts";
import {ConversationFeatures} from "../features/inspect/index.ts";
import {focusTokenField, LibraryPage, setPanel} from "../features/library/index.ts";
import {useEngineStatus} from "../features/models/index.ts";
import {ModerationPage, ResearchBanner} from "../features/moderation/index.ts";
import {PairPage} from "../features/pair/index.ts";
import {PresetDoor, PresetsPage} from "../features/presets/index.ts";
import {addToSteering, focusFeatureSearch} from "../features/steering/index.ts";
import {classes} from "../widgets/classes.ts";
import {Splitter} from "../widgets/Splitter.tsx";
import {Failed, Loading} from "../widgets/States.tsx";
import {setErrorActions} from "../widgets/Toasts.tsx";
import {isTyping, useShortcuts} from "./actions/useShortcuts.ts";
import {Commands} from "./Commands.tsx";
import {ConnectedChat} from "./ConnectedChat.tsx";
import {ConnectedEvaluations} from "./ConnectedEvaluations.tsx";
import {ConnectedFeatures} from "./ConnectedFeatures.tsx";
import {ConnectedSteering} from "./ConnectedSteering.tsx";
import {ConnectionBanner} from "./ConnectionBanner.tsx";
import {queries, queryClient} from "./engine.ts";
import {PageLinks} from "./PageLinks.tsx";
import {go, type LibrarySection, type Route, useRoute} from "./route.ts";
import {ShortcutsDialog} from "./ShortcutsDialog.tsx";
import {useSetting} from "./settings.ts";
import {TopBar} from "./TopBar.tsx";
import {useConversationId} from "./useConversationId.ts";
import {useHandlers} from "./useHandlers.ts";
import styles from "./Workbench.module.css";

const RAIL = {min: 190, max: 380, start: 244};
const PANEL = {min: 288, max: 520, start: 340};

const titles: Record<Route["page"], string | null> = {
    chat: null,
    library: "Library",
    pair: "Health",
    features: "Features",
    moderation: "Moderation",
    presets: "Presets",
    evaluations: "Evaluations"
};
const titleOf = (route: Route) => (route.page === "features" && route.feature !== null ? `Feature ${route.feature}` : titles[route.page]);

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
    const [live, setLive] = useSetting("liveFeatures", false);
    const [dictionarySetting, setDictionary] = useSetting("dictionary", "");
    const [drawer, setDrawer] = useState<"rail" | "panel" | null>(null);
    const [modelsOpen, setModelsOpen] = useState(false);
    const [addedUp, setAddedUp] = useState(false);
    const [shortcutsOpen, setShortcutsOpen] = useState(false);
    const [commandsOpen, setCommandsOpen] = useState(false);
    /** the conversation that is looked through */
    const [findingIn, setFindingIn] = useState<string | null>(null);

    const status = useEngineStatus();
    const model = status?.state === "ready" ? status.model : null;
    const models = useQuery(queries.models.list.queryOptions()).data ?? [];
    const {id, open, openNew} = useConversationId();
    const query = useQuery({...queries.chat.get.queryOptions({input: {conversationId: id ?? ""}}), enabled: id !== null});
    const conversation = id === null ? undefined : query.data;
    const generation = useGenerationControl(id ?? "");
    const route = useRoute();
    const onPage = route.page !== "chat";
    const pageTitle = titleOf(route);
    const toChat = useCallback(() => go({page: "chat", conversationId: id}), [id]);
    const toLibrary = useCallback((section: LibrarySection = "machine") => go({page: "library", section}), []);

    useDocumentTitle(pageTitle !== null ? `${pageTitle} – Saelor` : conversation === undefined ? "Saelor" : `${conversation.title || "New chat"} – Saelor`);

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
        setErrorActions((action, data) => {
            if (action === "open-models") setModelsOpen(true);
            if (action === "open-library") toLibrary();
            if (action === "change-dictionaries") {
                const path = (data as {model?: unknown} | undefined)?.model;
                const its = queryClient.getQueryData<ModelEntry[]>(queries.models.list.queryKey())?.find((entry) => entry.path === path);
                toLibrary();
                if (its !== undefined) setPanel(its.id, true);
            }
            if (action === "open-features") go({page: "features", dictionary: null, feature: null});
            if (action === "open-moderation") go({page: "moderation", dictionary: null});
            if (action === "choose-file" || action === "choose-folder") toLibrary("import");
            if (action === "give-token") {
                toLibrary("discover");
                focusTokenField();
            }
            if (action === "open-steering") {
                toChat();
                showPanel();
            }
            if (action === "new-chat") begin();
            if (action === "reload") window.location.reload();
        });
    }, [showPanel, begin, toChat, toLibrary]);

    const showRail = () => (narrow ? setDrawer("rail") : setRailOpen(true));
    const searchMessages = (words?: string) => {
        showRail();
        if (words !== undefined) setSearchText(words);
        // the rail may only now be drawn
        if (!focusMessageSearch()) setTimeout(focusMessageSearch, narrow ? 250 : 40);
    };
    const handlers = useHandlers({
        own: {
            commands: () => setCommandsOpen(!commandsOpen),
            newChat: begin,
            searchMessages: () => searchMessages(),
            find: () => {
                setFindingIn(id);
                focusFindBar();
            },
            searchFeatures: () => {
                if (onPage) toChat();
                showPanel();
                // the panel may only now be drawn
                setTimeout(focusFeatureSearch, medium ? 250 : 30);
            },
            compare: () => setCompare(!compare),
            inspect: () => setInspect(!inspect),
            liveFeatures: () => setLive(!live),
            models: () => setModelsOpen(true),
            rail: toggleRail,
            panel: togglePanel,
            shortcuts: () => setShortcutsOpen(true)
        },
        showRail,
        conversation,
        busy: generation !== null,
        dictionary,
        page: route.page,
        toChat
    });
    useShortcuts(handlers, () => {
        if (!onPage) generation?.stop();
        else if (isTyping(document.activeElement)) (document.activeElement as HTMLElement).blur();
        else if (route.page === "features" && route.feature !== null) go({...route, feature: null});
        else toChat();
    });

    const openAndClose = (next: string, messageId?: string) => {
        setDrawer(null);
        open(next, messageId);
    };
    const rail = (onClose?: () => void) => (
        <ConversationRail
            currentId={onPage ? null : id}
            onOpen={openAndClose}
            onNew={begin}
            onRemoved={(removed, next) => {
                if (removed.id !== id) return;
                if (next === undefined) begin();
                else open(next.id);
            }}
            onClose={onClose}
        >
            <PageLinks onFollow={() => setDrawer(null)} />
        </ConversationRail>
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
    const page =
        route.page === "library" ? (
            <LibraryPage section={route.section} onClose={toChat} />
        ) : route.page === "pair" ? (
            <PairPage dictionary={route.dictionary} onClose={toChat} />
        ) : route.page === "features" ? (
            <ConnectedFeatures
                dictionary={route.dictionary ?? dictionary}
                feature={route.feature}
                conversation={conversation}
                firstDictionary={dictionaries[0]?.id ?? ""}
                onSteered={showPanel}
                onClose={toChat}
            />
        ) : route.page === "presets" ? (
            <PresetsPage
                preset={route.preset}
                conversation={conversation}
                onApplied={() => {
                    toChat();
                    showPanel();
                }}
                onClose={toChat}
            />
        ) : route.page === "evaluations" ? (
            <ConnectedEvaluations
                evaluation={route.evaluation}
                rating={route.rating ?? false}
                conversation={conversation}
                onSteered={showPanel}
                onClose={toChat}
            />
        ) : route.page === "moderation" ? (
            <ModerationPage dictionary={route.dictionary ?? dictionary} onClose={toChat} />
        ) : null;
    const panelShown = medium ? drawer === "panel" : panelOpen;
    const nEdits = conversation?.steering.edits.length ?? 0;
    return (
        <div className={styles.window}>
            <ConnectionBanner />
            <PresetDoor conversationId={conversation?.id} />
            <ResearchBanner dictionaries={dictionaries} />
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
                        onConversationFeatures={() => setAddedUp(true)}
                        dictionaries={dictionaries}
                        dictionary={dictionary}
                        onDictionary={setDictionary}
                        modelsOpen={modelsOpen}
                        onModelsOpen={setModelsOpen}
                        onShortcuts={() => setShortcutsOpen(true)}
                        onCommands={() => setCommandsOpen(true)}
                        nEdits={nEdits}
                        onPage={onPage}
                        onLibrary={toLibrary}
                    />
                    <div className={styles.stage}>
                        <div className={classes(styles.chat, onPage && styles.behind)} inert={onPage}>
                            {conversation !== undefined && findingIn === conversation.id && (
                                <FindBar
                                    key={`find ${conversation.id}`}
                                    conversationId={conversation.id}
                                    branch={branchTo(conversation.messages, conversation.headId)}
                                    onClose={() => setFindingIn(null)}
                                />
                            )}
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
                        {page !== null && <div className={styles.over}>{page}</div>}
                    </div>
                </main>
                {!medium && panelOpen && !onPage && (
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
                attributes={{content: {"aria-label": "Conversations"}}}
                classNames={{body: styles.drawer ?? ""}}
            >
                {rail(() => setDrawer(null))}
            </Drawer>
            <Drawer
                opened={medium && drawer === "panel" && !onPage}
                onClose={() => setDrawer(null)}
                position="right"
                size={360}
                withCloseButton={false}
                padding={0}
                attributes={{content: {"aria-label": "Steering"}}}
                classNames={{body: styles.drawer ?? ""}}
            >
                {panel(() => setDrawer(null))}
            </Drawer>
            {conversation !== undefined && dictionary !== null && (
                <ConversationFeatures
                    opened={addedUp && !onPage}
                    branch={branchTo(conversation.messages, conversation.headId)}
                    systemPrompt={conversation.systemPrompt}
                    dictionary={dictionary}
                    onSteer={(feature) => {
                        void addToSteering(conversation.id, dictionary, feature);
                        setAddedUp(false);
                        showPanel();
                    }}
                    onClose={() => setAddedUp(false)}
                />
            )}
            {commandsOpen && (
                <Commands
                    handlers={handlers}
                    on={{compare, inspect, liveFeatures: live, rail: narrow ? drawer === "rail" : railOpen, panel: panelShown}}
                    conversationId={id}
                    onOpen={openAndClose}
                    onSearch={searchMessages}
                    onClose={() => setCommandsOpen(false)}
                />
            )}
            <EvaluationDialogs conversation={conversation} model={model} dictionary={dictionary} />
            <ShortcutsDialog opened={shortcutsOpen} onClose={() => setShortcutsOpen(false)} />
        </div>
    );
}
