const KEY = "saelor.token";

/** Splits `#token=…&rest` into the token and the fragment that stays in the address bar. */
export function splitFragment(fragment: string): {token: string | null; rest: string} {
    const parts = fragment.replace(/^#/, "").split("&").filter(Boolean);
    const token = parts.find((part) => part.startsWith("token="))?.slice("token=".length) ?? null;
    return {token: token === null ? null : decodeURIComponent(token), rest: parts.filter((part) => !part.startsWith("token=")).join("&")};
}

/** The access token of `saelor serve`: read once from the address, then kept for this tab and taken out of sight. */
export function takeToken(): string | null {
    const {token, rest} = splitFragment(window.location.hash);
    if (token === null) return sessionStorage.getItem(KEY);
    sessionStorage.setItem(KEY, token);
    window.history.replaceState(null, "", `${window.location.pathname}${window.location.search}${rest === "" ? "" : `#${rest}`}`);
    return token;
}
