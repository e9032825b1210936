import {EngineError} from "../../contract/index.ts";
import {os} from "./os.ts";

const notYet = () => {
    throw new EngineError("engine/internal", {detail: "not there yet"});
};

/** The contract's `library`, procedure by procedure. */
export const libraryRoutes = {
    catalogue: os.library.catalogue.handler(notYet),
    repository: os.library.repository.handler(notYet),
    places: os.library.places.handler(notYet),
    addFolder: os.library.addFolder.handler(notYet),
    removeFolder: os.library.removeFolder.handler(notYet),
    setFolder: os.library.setFolder.handler(notYet),
    found: os.library.found.handler(notYet),
    look: os.library.look.handler(notYet),
    browse: os.library.browse.handler(notYet),
    dictionaries: os.library.dictionaries.handler(notYet),
    addDictionary: os.library.addDictionary.handler(notYet),
    removeDictionary: os.library.removeDictionary.handler(notYet),
    check: os.library.check.handler(notYet),
    fit: os.library.fit.handler(notYet),
    acquire: os.library.acquire.handler(notYet),
    convert: os.library.convert.handler(notYet),
    token: {
        get: os.library.token.get.handler(notYet),
        set: os.library.token.set.handler(notYet),
        remove: os.library.token.remove.handler(notYet)
    }
};
