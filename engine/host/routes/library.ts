import {os} from "./os.ts";

/** The contract's `library`, procedure by procedure. */
export const libraryRoutes = {
    catalogue: os.library.catalogue.handler(({context: {engine}}) => engine.library.catalogue()),
    repository: os.library.repository.handler(({context: {engine}, input, signal}) => engine.repository(input, signal)),
    places: os.library.places.handler(({context: {engine}}) => engine.library.places()),
    addFolder: os.library.addFolder.handler(({context: {engine}, input}) => engine.library.addFolder(input.path)),
    removeFolder: os.library.removeFolder.handler(({context: {engine}, input}) => engine.library.removeFolder(input.path)),
    setFolder: os.library.setFolder.handler(({context: {engine}, input}) => engine.library.setFolder(input.path)),
    found: os.library.found.handler(({context: {engine}}) => engine.library.found()),
    look: os.library.look.handler(({context: {engine}, input}) => engine.library.look(input.path)),
    browse: os.library.browse.handler(({context: {engine}, input}) => engine.library.browse(input.path)),
    dictionaries: os.library.dictionaries.handler(({context: {engine}}) => engine.library.dictionaries.list()),
    addDictionary: os.library.addDictionary.handler(({context: {engine}, input}) => engine.library.dictionaries.add(input.path)),
    removeDictionary: os.library.removeDictionary.handler(({context: {engine}, input: {path, files}}) => engine.library.dictionaries.remove(path, {files})),
    check: os.library.check.handler(({context: {engine}, input}) => engine.library.check(input)),
    fit: os.library.fit.handler(({context: {engine}, input}) => engine.library.fit(input)),
    acquire: os.library.acquire.handler(({context: {engine}, input}) => engine.acquire(input)),
    convert: os.library.convert.handler(({context: {engine}, input}) => engine.convert(input)),
    token: {
        get: os.library.token.get.handler(({context: {engine}}) => engine.token.describe()),
        set: os.library.token.set.handler(({context: {engine}, input}) => engine.token.set(input.token)),
        remove: os.library.token.remove.handler(({context: {engine}}) => engine.token.remove())
    }
};
