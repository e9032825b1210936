import type {LoadOptions, ModelEntry, Sampling} from "../contract/index.ts";

/** A model that can be loaded, with what goes beside it; all paths absolute. */
export interface ModelRecipe {
    readonly id: string;
    readonly name: string;
    readonly path: string;
    readonly origin: ModelEntry["origin"];
    readonly dictionaries: readonly RecipeDictionary[];
    readonly prompts: readonly string[];
    /** text that a pair is measured on, where Saelor's general one is none of this model's language */
    readonly text?: string | undefined;
    /** what its features are harvested on, where Saelor's general texts are none of this model's language */
    readonly corpus?: string | undefined;
    /** what it is evaluated on, where Saelor's general questions are beyond this model */
    readonly evaluation?: string | undefined;
    readonly sampling?: {readonly [Key in keyof Sampling]?: Sampling[Key] | undefined} | undefined;
    /** how it is loaded unless told otherwise */
    readonly options: LoadOptions;
}

export interface RecipeDictionary {
    readonly path: string;
    /** file of labels that its maker published with it */
    readonly labels?: string | undefined;
    readonly purpose?: string | undefined;
}

/** What the loaded model uses, which must not be taken away beneath it. */
export interface InUse {
    readonly modelId?: string | undefined;
    readonly paths: readonly string[];
}

/** What fetching and conversion need to know of the library: where to put things, and whom to tell. */
export interface Installer {
    /** where fetched models belong; made where it is missing. @throws EngineError `file/no-permission` */
    modelsFolder(): string;
    /** where fetched and converted dictionaries belong; made where it is missing. @throws EngineError `file/no-permission` */
    dictionariesFolder(): string;
    /**
     * A model file is whole and at its place (of a split one: any part, all are there).
     * @throws EngineError `file/*`, `model/load-failed`, `model/wrong-kind`
     */
    modelArrived(path: string): Promise<{readonly modelId: string}>;
    /**
     * A `.sae.gguf` is whole and at its place.
     * @param pairWith id of the model that it is to load with from now on
     * @throws EngineError `file/*`, `dictionary/*`, `model/not-found`
     */
    dictionaryArrived(path: string, pairWith?: string): Promise<{readonly path: string}>;
}
