export {followModeration} from "./followModeration.ts";
export {ModerationMenu} from "./ModerationMenu.tsx";
export {ModerationPage} from "./ModerationPage.tsx";
export {ResearchBanner} from "./ResearchBanner.tsx";
