import {MantineProvider} from "@mantine/core";
import {QueryClientProvider} from "@tanstack/react-query";
import {Toasts} from "../widgets/Toasts.tsx";
import {queryClient} from "./engine.ts";
import {cssVariables, theme} from "./theme/theme.ts";
import {Workbench} from "./Workbench.tsx";

export function App() {
    return (
        <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
            <QueryClientProvider client={queryClient}>
                <Workbench />
                <Toasts />
            </QueryClientProvider>
        </MantineProvider>
    );
}
