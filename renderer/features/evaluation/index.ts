export {ConditionFinder} from "./condition/ConditionFinder.tsx";
export {AutosteerOffer} from "./dialogs/AutosteerOffer.tsx";
export {EvaluationDialogs} from "./dialogs/EvaluationDialogs.tsx";
export {openAutosteer, openSweep} from "./dialogs/openDialog.ts";
export {EvaluationsPage} from "./EvaluationsPage.tsx";
