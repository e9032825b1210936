/** What fetching and conversion need to know of the library: where to put things, and whom to tell. */
export interface Installer {
    /** where fetched models belong; made where it is missing. @throws EngineError `file/no-permission` */
    modelsFolder(): string;
    /** where fetched and converted dictionaries belong; made where it is missing. @throws EngineError `file/no-permission` */
    dictionariesFolder(): string;
    /**
     * A model file is whole and at its place (of a split one: any part, all are there).
     * @throws EngineError `file/*`, `model/load-failed` when it is no language model
     */
    modelArrived(path: string): Promise<{readonly modelId: string}>;
    /**
     * A `.sae.gguf` is whole and at its place.
     * @param pairWith id of the model that it is to load with from now on
     * @throws EngineError `file/*`, `dictionary/*`, `model/not-found`
     */
    dictionaryArrived(path: string, pairWith?: string): Promise<{readonly path: string}>;
}
