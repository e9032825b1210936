import type {Database} from "better-sqlite3";

/** `library`: is or was where Saelor keeps what it fetches; `folder`: the user's own. */
export type FolderRole = "library" | "folder";

/** Questions about the library's dictionaries and folders; models have their own queries. */
export function libraryQueries(db: Database) {
    const dictionaries = db.prepare<[], {path: string}>("SELECT path FROM dictionary_files ORDER BY added_at, rowid");
    const addDictionary = db.prepare<[string, number]>("INSERT INTO dictionary_files (path, added_at) VALUES (?, ?) ON CONFLICT (path) DO NOTHING");
    const removeDictionary = db.prepare<[string]>("DELETE FROM dictionary_files WHERE path = ?");
    const folders = db.prepare<[FolderRole], {path: string}>("SELECT path FROM library_folders WHERE role = ? ORDER BY added_at, rowid");
    const addFolder = db.prepare<[string, FolderRole, number]>(
        "INSERT INTO library_folders (path, role, added_at) VALUES (?, ?, ?) ON CONFLICT (path) DO UPDATE SET role = excluded.role"
    );
    const removeFolder = db.prepare<[string]>("DELETE FROM library_folders WHERE path = ? AND role = 'folder'");
    const hidden = db.prepare<[], {path: string}>("SELECT path FROM hidden_files");
    const hide = db.prepare<[string]>("INSERT INTO hidden_files (path) VALUES (?) ON CONFLICT (path) DO NOTHING");
    const show = db.prepare<[string]>("DELETE FROM hidden_files WHERE path = ?");

    return {
        /** oldest first */
        dictionaries: (): string[] => dictionaries.all().map(({path}) => path),
        addDictionary: (path: string): void => {
            addDictionary.run(path, Date.now());
        },
        removeDictionary: (path: string): boolean => removeDictionary.run(path).changes > 0,
        /** oldest first */
        folders: (role: FolderRole): string[] => folders.all(role).map(({path}) => path),
        /** a folder that is known takes on this role */
        addFolder: (path: string, role: FolderRole): void => {
            addFolder.run(path, role, Date.now());
        },
        /** of the user's own ones only: where Saelor kept something it goes on looking */
        removeFolder: (path: string): boolean => removeFolder.run(path).changes > 0,
        hidden: (): string[] => hidden.all().map(({path}) => path),
        hide: (path: string): void => {
            hide.run(path);
        },
        show: (path: string): void => {
            show.run(path);
        }
    };
}
