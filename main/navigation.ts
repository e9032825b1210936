export const APP_SCHEME = "app";
export const APP_HOST = "saelor";
export const APP_URL = `${APP_SCHEME}://${APP_HOST}/`;

/** Whether a URL is one of our own pages; compared by parts, since `app://saelor.evil/` begins alike. */
export function isOwnPage(text: string): boolean {
    const url = parse(text);
    return url !== undefined && url.protocol === `${APP_SCHEME}:` && url.host === APP_HOST;
}

/** Whether a link may be handed to the system's browser. Other schemes start programs (`file:`, `smb:`, `ms-msdt:`), so never. */
export function mayOpenOutside(text: string): boolean {
    const url = parse(text);
    return url !== undefined && (url.protocol === "https:" || url.protocol === "http:") && url.username === "" && url.password === "";
}

function parse(text: string): URL | undefined {
    return URL.canParse(text) ? new URL(text) : undefined;
}
