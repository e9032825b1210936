import "@mantine/core/styles.layer.css";
import "./theme/fonts.css";
import "./theme/tokens.css";
import "./theme/global.css";
import {StrictMode} from "react";
import {createRoot} from "react-dom/client";
import {followConversations} from "../features/chat/index.ts";
import {followEngineStatus} from "../features/models/index.ts";
import {followModeration} from "../features/moderation/index.ts";
import {takeOpenedPresets} from "../features/presets/index.ts";
import {followRuns} from "../features/runs/index.ts";
import {App} from "./App.tsx";
import {connect} from "./engine.ts";
import {paintColorScheme} from "./theme/paintColorScheme.ts";

// before anything is drawn, so that no light page flashes in the dark
paintColorScheme();
// before the shell is told that the page is there
takeOpenedPresets();
connect();
void followEngineStatus();
void followRuns();
followModeration();
followConversations();

const root = document.getElementById("root");
if (root !== null) {
    createRoot(root).render(
        <StrictMode>
            <App />
        </StrictMode>
    );
}
