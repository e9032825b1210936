import {useMemo, useSyncExternalStore} from "react";
import {type FeatureId, featureId} from "../../engine/contract/ids.ts";

export const librarySections = ["machine", "discover", "import"] as const;
export type LibrarySection = (typeof librarySections)[number];

/** What the window shows; the address holds it, so that reload, back and forward work. */
export type Route =
    | {readonly page: "chat"; readonly conversationId: string | null /** to be shown there */; readonly messageId?: string | null}
    | {readonly page: "library"; readonly section: LibrarySection}
    /** null: the first dictionary that is loaded */
    | {readonly page: "pair"; readonly dictionary: string | null}
    /** feature null: the list of all of them */
    | {
          readonly page: "features";
          readonly dictionary: string | null;
          readonly feature: FeatureId | null /** what stands in a feature's place and is no number */;
          readonly wrong?: string;
      }
    | {readonly page: "moderation"; readonly dictionary: string | null}
    /** preset: the one to show among all; null: none in particular */
    | {readonly page: "presets"; readonly preset: string | null}
    /** evaluation null: the list of all of them; rating: a person rates its answers */
    | {readonly page: "evaluations"; readonly evaluation: string | null; readonly rating?: boolean};

/** Reads a fragment; what it does not know is the chat, which then chooses a conversation. */
export function parseRoute(fragment: string): Route {
    const [page, ...rest] = fragment.replace(/^#/, "").split("/");
    const detail = rest.join("/");
    if (page === "library") return {page, section: librarySections.find((section) => section === detail) ?? "machine"};
    if (page === "pair" || page === "moderation") return {page, dictionary: detail === "" ? null : decodeSafely(detail)};
    if (page === "presets") return {page, preset: detail === "" ? null : decodeSafely(detail)};
    if (page === "evaluations") {
        const [id = "", rating = ""] = rest;
        return {page, evaluation: id === "" ? null : decodeSafely(id), ...(rating === "rate" && {rating: true})};
    }
    if (page === "features") {
        const [dictionary = "", feature = ""] = rest;
        const isNumber = /^\d{1,9}$/.test(feature);
        return {
            page,
            dictionary: dictionary === "" ? null : decodeSafely(dictionary),
            feature: isNumber ? featureId(Number(feature)) : null,
            ...(feature !== "" && !isNumber && {wrong: decodeSafely(feature)})
        };
    }
    const [conversationId = "", messageId = ""] = page === "c" ? rest : [];
    return {page: "chat", conversationId: conversationId === "" ? null : conversationId, ...(messageId !== "" && {messageId})};
}

export function fragmentOf(route: Route): string {
    switch (route.page) {
        case "chat":
            if (route.conversationId === null) return "#";
            return `#c/${route.conversationId}${route.messageId == null ? "" : `/${route.messageId}`}`;
        case "library":
            return route.section === "machine" ? "#library" : `#library/${route.section}`;
        case "pair":
        case "moderation":
            return route.dictionary === null ? `#${route.page}` : `#${route.page}/${encodeURIComponent(route.dictionary)}`;
        case "presets":
            return route.preset === null ? "#presets" : `#presets/${encodeURIComponent(route.preset)}`;
        case "evaluations":
            if (route.evaluation === null) return "#evaluations";
            return `#evaluations/${encodeURIComponent(route.evaluation)}${route.rating === true ? "/rate" : ""}`;
        case "features":
            if (route.dictionary === null) return "#features";
            return `#features/${encodeURIComponent(route.dictionary)}${route.feature === null ? "" : `/${route.feature}`}`;
    }
}

function decodeSafely(text: string): string {
    try {
        return decodeURIComponent(text);
    } catch {
        return text;
    }
}

export const readRoute = () => parseRoute(window.location.hash);

export function go(route: Route) {
    window.location.hash = fragmentOf(route);
}

/** The same without a step that the back button would go back to. */
export function replaceRoute(route: Route) {
    window.history.replaceState(window.history.state, "", fragmentOf(route));
    window.dispatchEvent(new HashChangeEvent("hashchange"));
}

export function subscribeToAddress(listener: () => void) {
    window.addEventListener("hashchange", listener);
    return () => window.removeEventListener("hashchange", listener);
}

export function useRoute(): Route {
    const fragment = useSyncExternalStore(subscribeToAddress, () => window.location.hash);
    return useMemo(() => parseRoute(fragment), [fragment]);
}
