import {type CSSVariablesResolver, createTheme, type MantineColorsTuple} from "@mantine/core";

const verdigris: MantineColorsTuple = ["#e4f6f4", "#cbebe8", "#9fd9d4", "#6fc6bf", "#52bab2", "#36a59e", "#1f918b", "#0d7a76", "#0a6461", "#074c4a"];
/** Mantine draws menus, inputs and borders of the dark theme from these */
const ink: MantineColorsTuple = ["#dfe7e8", "#b7c2c5", "#8b989c", "#667276", "#37444a", "#2c383d", "#1f292d", "#182125", "#11191c", "#0b1215"];
const vermilion: MantineColorsTuple = ["#fdece7", "#f8d4c9", "#f2b09d", "#ec8a70", "#e86f50", "#de5833", "#cf4a27", "#b83f20", "#95341b", "#702815"];

export const theme = createTheme({
    primaryColor: "verdigris",
    primaryShade: {light: 7, dark: 4},
    autoContrast: true,
    luminanceThreshold: 0.32,
    colors: {verdigris, red: vermilion, dark: ink},
    fontFamily: "var(--font-text)",
    fontFamilyMonospace: "var(--font-mono)",
    defaultRadius: "sm",
    radius: {xs: "4px", sm: "6px", md: "8px", lg: "12px", xl: "16px"},
    fontSizes: {xs: "12px", sm: "13px", md: "14px", lg: "16px", xl: "19px"},
    cursorType: "pointer",
    respectReducedMotion: true,
    components: {
        Tooltip: {defaultProps: {openDelay: 350, withArrow: false, fz: 12, px: 8, py: 4, events: {hover: true, focus: true, touch: false}}},
        Modal: {defaultProps: {closeButtonProps: {"aria-label": "Close"}}},
        Drawer: {defaultProps: {closeButtonProps: {"aria-label": "Close"}}},
        Popover: {defaultProps: {shadow: "md", radius: "md"}},
        Menu: {defaultProps: {shadow: "md", radius: "md", offset: 6}},
        Button: {defaultProps: {size: "compact-sm", fw: 500}}
    }
});

/** Hands our palette to Mantine's own components. */
export const cssVariables: CSSVariablesResolver = () => {
    const shared = {
        "--mantine-color-body": "var(--page)",
        "--mantine-color-text": "var(--text)",
        "--mantine-color-dimmed": "var(--text-3)",
        "--mantine-color-placeholder": "var(--text-3)",
        "--mantine-color-default": "var(--raised)",
        "--mantine-color-default-hover": "var(--sunken)",
        "--mantine-color-default-border": "var(--line)",
        "--mantine-color-default-color": "var(--text)",
        "--mantine-color-error": "var(--danger)",
        "--mantine-color-anchor": "var(--accent)",
        "--mantine-shadow-md": "var(--shadow)",
        "--mantine-shadow-sm": "var(--shadow-small)",
        "--tooltip-bg": "var(--text)"
    };
    return {variables: shared, light: shared, dark: shared};
};
