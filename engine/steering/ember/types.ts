import type {Steering} from "../../contract/index.ts";

/** What an Ember file comes to here. */
export interface EmberSteering {
    readonly name: string;
    /** the file says its name */
    readonly isNamed: boolean;
    /** the model that the file says it is of; its features are numbers of that model's dictionary, which Ember does not name */
    readonly baseModel: string | undefined;
    readonly steering: Steering;
    /** by `<dictionary>/<feature>` */
    readonly labels: Readonly<Record<string, string>>;
    /** sentences: what has no counterpart, or means something a little different */
    readonly notes: readonly string[];
}

/** What is gathered while a file is read. */
export interface EmberReading {
    readonly dictionary: string;
    readonly labels: Map<string, string>;
    readonly notes: Set<string>;
    /** names of groups that are taken */
    readonly groups: Set<string>;
}
