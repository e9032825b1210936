import {useMantineColorScheme} from "@mantine/core";
import {useEffect} from "react";
import {useSetting} from "./settings.ts";

export const schemes = ["auto", "light", "dark"] as const;
export type Scheme = (typeof schemes)[number];

export const isScheme = (value: string): value is Scheme => (schemes as readonly string[]).includes(value);

/** Light, dark, or as the system has it; remembered in the workspace. */
export function useColorScheme() {
    const [stored, store, known] = useSetting("theme", "auto");
    const {colorScheme, setColorScheme} = useMantineColorScheme();
    useEffect(() => {
        if (known && isScheme(stored) && stored !== colorScheme) setColorScheme(stored);
    }, [known, stored, colorScheme, setColorScheme]);
    const scheme: Scheme = colorScheme;
    const choose = (next: Scheme) => {
        setColorScheme(next);
        store(next);
    };
    return {scheme, choose};
}
