import type {Place} from "../../../../engine/contract/library.ts";

const words: Record<Place["kind"], string> = {
    library: "Saelor's library",
    folder: "Your folder",
    "lm-studio": "LM Studio",
    ollama: "Ollama",
    "hugging-face": "Hugging Face cache"
};

export const placeWords = (kind: Place["kind"]) => words[kind];
