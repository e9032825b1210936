export {focusTokenField} from "./discover/TokenSection.tsx";
export {dictionaryFacts} from "./facts.ts";
export {LibraryPage} from "./LibraryPage.tsx";
export {setPanel} from "./machine/panels.ts";
