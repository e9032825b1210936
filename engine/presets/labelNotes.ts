import type {Preset} from "../contract/index.ts";

const MAX_TOLD = 5;

/**
 * Features that a file calls otherwise than they are called here: it may have been made with another dictionary.
 * @param labels of the file, by `<dictionary>/<feature>`
 * @param here what a feature is called here, where that is known and may be seen
 */
export function labelNotes(labels: Preset["labels"], here: (dictionary: string, feature: number) => string | undefined): string[] {
    const notes = Object.entries(labels).flatMap(([key, there]) => {
        const slash = key.lastIndexOf("/");
        const feature = Number(key.slice(slash + 1));
        const known = here(key.slice(0, slash), feature);
        // `feature 3` is what an export writes where it knows no label
        if (known === undefined || folded(known) === folded(there) || folded(there) === `feature ${feature}`) return [];
        return [`feature ${feature} is called “${there.slice(0, 200)}” there and “${known.slice(0, 200)}” here`];
    });
    return notes.length <= MAX_TOLD ? notes : [...notes.slice(0, MAX_TOLD), `${notes.length - MAX_TOLD} more features are called otherwise there than here`];
}

const folded = (text: string) => text.trim().toLowerCase().replaceAll(/\s+/g, " ");
