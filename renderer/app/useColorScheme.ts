import {useMantineColorScheme} from "@mantine/core";
import {useEffect} from "react";
import {useSetting} from "./settings.ts";

export const schemes = ["auto", "light", "dark"] as const;
export type Scheme = (typeof schemes)[number];

export const isScheme = (value: string): value is Scheme => (schemes as readonly string[]).includes(value);

/** what this window last took from the workspace */
let taken: string | null = null;

/** Light, dark, or as the system has it; remembered in the workspace. */
export function useColorScheme() {
    const [stored, store, known] = useSetting("theme", "auto");
    const {colorScheme, setColorScheme} = useMantineColorScheme();
    // once for each value that the workspace tells: what another window chose is on screen here before the workspace's copy says so, and writing the older one
    // back would be answered by that window in the same way, without end
    useEffect(() => {
        if (!known || !isScheme(stored) || stored === taken) return;
        taken = stored;
        if (stored !== colorScheme) setColorScheme(stored);
    }, [known, stored, colorScheme, setColorScheme]);
    const scheme: Scheme = colorScheme;
    const choose = (next: Scheme) => {
        taken = next;
        setColorScheme(next);
        store(next);
    };
    return {scheme, choose};
}
