import {exportLabels} from "../../features/labels/exportLabels.ts";
import {importLabelsInto, removeLabelsOf} from "../labelUses.ts";
import {os} from "./os.ts";

/** The contract's `labels`, procedure by procedure. */
export const labelRoutes = {
    import: os.labels.import.handler(({context: {engine}, input, signal}) => importLabelsInto(engine, input, signal)),
    export: os.labels.export.handler(({context: {engine}, input}) => exportLabels(engine.features, input)),
    sources: os.labels.sources.handler(({context: {engine}, input}) => engine.store.labels.sources(input.dictionary)),
    removeSource: os.labels.removeSource.handler(({context: {engine}, input}) => removeLabelsOf(engine, input))
};
