export {dictionaryFacts} from "./facts.ts";
export {LibraryPage} from "./LibraryPage.tsx";
