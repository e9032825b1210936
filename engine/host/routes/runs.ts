import {os} from "./os.ts";

/** The contract's `runs`, procedure by procedure. */
export const runRoutes = {
    follow: os.runs.follow.handler(async ({context: {engine}, signal}) => engine.runs.follow(signal)),
    pause: os.runs.pause.handler(({context: {engine}, input}) => engine.runs.pause(input.id)),
    resume: os.runs.resume.handler(({context: {engine}, input}) => engine.runs.resume(input.id)),
    cancel: os.runs.cancel.handler(({context: {engine}, input}) => engine.runs.cancel(input.id)),
    remove: os.runs.remove.handler(({context: {engine}, input}) => engine.runs.remove(input.id))
};
