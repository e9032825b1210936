import type {Database} from "better-sqlite3";
import type {Folder} from "../contract/index.ts";

/** Questions about folders of conversations. */
export function folderQueries(db: Database) {
    const all = db.prepare<[], Folder>("SELECT id, name FROM folders ORDER BY created_at, rowid");
    const byId = db.prepare<[string], Folder>("SELECT id, name FROM folders WHERE id = ?");
    const save = db.prepare<[string, string, number]>(
        "INSERT INTO folders (id, name, created_at) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name"
    );
    const remove = db.prepare<[string]>("DELETE FROM folders WHERE id = ?");
    const inOrder = new Intl.Collator(undefined, {numeric: true, sensitivity: "base"});

    return {
        /** by name, as people sort */
        all: (): Folder[] => all.all().sort((a, b) => inOrder.compare(a.name, b.name)),
        find: (id: string): Folder | undefined => byId.get(id),
        /** adds it, or renames the one with its id */
        save: ({id, name}: Folder): void => {
            save.run(id, name, Date.now());
        },
        /** its conversations stay, in no folder */
        remove: (id: string): boolean => remove.run(id).changes > 0
    };
}
