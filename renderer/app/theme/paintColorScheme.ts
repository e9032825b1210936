/** where Mantine keeps the choice for the next start */
const KEY = "mantine-color-scheme-value";

/** Marks the page light or dark at once; Mantine's own script for this is inline, which our content security policy forbids. */
export function paintColorScheme() {
    const stored = localStorage.getItem(KEY);
    const prefersDark = window.matchMedia("(prefers-color-scheme: dark)").matches;
    const isDark = stored === "dark" || (stored !== "light" && prefersDark);
    document.documentElement.setAttribute("data-mantine-color-scheme", isDark ? "dark" : "light");
}
