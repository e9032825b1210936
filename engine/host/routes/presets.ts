import {os} from "./os.ts";

/** The contract's `presets`, procedure by procedure. */
export const presetRoutes = {
    list: os.presets.list.handler(({context: {engine}, input}) => engine.presets.list(input)),
    get: os.presets.get.handler(({context: {engine}, input}) => engine.presets.get(input.id)),
    save: os.presets.save.handler(({context: {engine}, input}) => engine.presets.save(input)),
    capture: os.presets.capture.handler(({context: {engine}, input}) => engine.presets.capture(input)),
    duplicate: os.presets.duplicate.handler(({context: {engine}, input}) => engine.presets.duplicate(input.id)),
    remove: os.presets.remove.handler(({context: {engine}, input}) => engine.presets.remove(input.id)),
    export: os.presets.export.handler(({context: {engine}, input}) => engine.presets.export(input)),
    import: os.presets.import.handler(({context: {engine}, input}) => engine.presets.import(input)),
    check: os.presets.check.handler(({context: {engine}, input}) => engine.presets.check(input.id)),
    apply: os.presets.apply.handler(({context: {engine}, input}) => engine.presets.apply(input)),
    replay: os.presets.replay.handler(({context: {engine}, input, signal}) => engine.presets.replay(input.id, signal))
};
