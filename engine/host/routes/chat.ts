import {os} from "./os.ts";

/** The contract's `chat`, procedure by procedure. */
export const chatRoutes = {
    list: os.chat.list.handler(({context: {engine}}) => engine.chat.list()),
    create: os.chat.create.handler(({context: {engine}, input}) => engine.chat.create(input)),
    get: os.chat.get.handler(({context: {engine}, input}) => engine.chat.get(input.conversationId)),
    rename: os.chat.rename.handler(({context: {engine}, input}) => engine.chat.rename(input.conversationId, input.title)),
    remove: os.chat.remove.handler(({context: {engine}, input}) => engine.chat.remove(input.conversationId)),
    configure: os.chat.configure.handler(({context: {engine}, input}) => engine.chat.configure(input)),
    select: os.chat.select.handler(({context: {engine}, input}) => engine.chat.select(input.conversationId, input.messageId)),
    send: os.chat.send.handler(({context: {engine}, input, signal}) => engine.chat.send(input, signal)),
    answer: os.chat.answer.handler(({context: {engine}, input, signal}) => engine.chat.answer(input, signal)),
    continue: os.chat.continue.handler(({context: {engine}, input, signal}) => engine.chat.continue(input, signal)),
    rewrite: os.chat.rewrite.handler(({context: {engine}, input}) => engine.chat.rewrite(input)),
    fork: os.chat.fork.handler(({context: {engine}, input}) => engine.chat.fork(input)),
    move: os.chat.move.handler(({context: {engine}, input}) => engine.chat.move(input.conversationId, input.folderId)),
    folders: os.chat.folders.handler(({context: {engine}}) => engine.chat.folders()),
    saveFolder: os.chat.saveFolder.handler(({context: {engine}, input}) => engine.chat.saveFolder(input)),
    removeFolder: os.chat.removeFolder.handler(({context: {engine}, input}) => engine.chat.removeFolder(input.id)),
    search: os.chat.search.handler(({context: {engine}, input}) => engine.chat.search(input)),
    contextUse: os.chat.contextUse.handler(({context: {engine}, input}) => engine.chat.contextUse(input)),
    export: os.chat.export.handler(({context: {engine}, input}) => engine.chat.export(input)),
    import: os.chat.import.handler(({context: {engine}, input}) => engine.chat.import(input)),
    message: os.chat.message.handler(({context: {engine}, input}) => engine.chat.message(input.messageId)),
    inspect: os.chat.inspect.handler(({context: {engine}, input, signal}) => engine.chat.inspect(input, signal))
};
