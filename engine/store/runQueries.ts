import type {Database} from "better-sqlite3";
import {z} from "zod";
import {failureSchema, type Run, type RunKind, type RunProgress, type RunState, runKindSchema, runProgressSchema} from "../contract/index.ts";
import {readJson} from "./readJson.ts";

/** What another process asks of the one that executes a run. */
export type RunWish = "pause" | "cancel";

/** What an executor is given: its shape belongs to the kind. */
export interface RunWork {
    readonly input: unknown;
    readonly checkpoint: unknown;
}

/** What changes together with a state; what is absent stays, null is forgotten. */
export interface RunChange {
    readonly error?: Run["error"] | null;
    readonly result?: Record<string, unknown>;
    readonly progress?: RunProgress;
}

interface Row {
    id: string;
    kind: string;
    title: string;
    state: RunState;
    progress: string | null;
    error: string | null;
    result: string | null;
    created_at: number;
    updated_at: number;
}

/** Questions about long jobs. */
export function runQueries(db: Database) {
    const columns = "id, kind, title, state, progress, error, result, created_at, updated_at";
    const all = db.prepare<[], Row>(`SELECT ${columns} FROM runs ORDER BY position DESC`);
    const one = db.prepare<[string], Row>(`SELECT ${columns} FROM runs WHERE id = ?`);
    const work = db.prepare<[string], {input: string; checkpoint: string | null}>("SELECT input, checkpoint FROM runs WHERE id = ?");
    const inState = db.prepare<[RunState], {id: string; kind: string}>("SELECT id, kind FROM runs WHERE state = ? ORDER BY position");
    const wishes = db.prepare<[], {id: string; wish: RunWish}>("SELECT id, wish FROM runs WHERE wish IS NOT NULL AND state = 'running' ORDER BY position");
    const underWay = db.prepare<[string, string], {id: string}>(
        "SELECT id FROM runs WHERE kind = ? AND input = ? AND state NOT IN ('done', 'cancelled') ORDER BY position DESC LIMIT 1"
    );
    const insert = db.prepare<[string, string, string, string, number, number]>(
        "INSERT INTO runs (id, kind, title, input, state, created_at, updated_at) VALUES (?, ?, ?, ?, 'queued', ?, ?)"
    );
    const move = db.prepare<{
        id: string;
        from: string;
        to: RunState;
        error: string | null;
        keepError: number;
        result: string | null;
        progress: string | null;
        now: number;
    }>(
        `UPDATE runs SET state = @to, wish = NULL, updated_at = @now, error = iif(@keepError, error, @error),
             result = ifnull(@result, result), progress = ifnull(@progress, progress)
         WHERE id = @id AND state IN (SELECT value FROM json_each(@from))`
    );
    const setWish = db.prepare<[RunWish, string]>("UPDATE runs SET wish = ? WHERE id = ? AND state = 'running'");
    const setProgress = db.prepare<[string, number, string]>("UPDATE runs SET progress = ?, updated_at = ? WHERE id = ?");
    const setCheckpoint = db.prepare<[string, number, string]>("UPDATE runs SET checkpoint = ?, updated_at = ? WHERE id = ?");
    const remove = db.prepare<[string]>("DELETE FROM runs WHERE id = ? AND state IN ('done', 'cancelled')");
    const version = () => db.pragma("data_version", {simple: true}) as number;

    return {
        /** newest first. Rows of a kind that this Saelor does not know are left alone and left out; a damaged detail is left out of its row. */
        all: (): Run[] => all.all().flatMap((row) => toRun(row) ?? []),
        find: (id: string): Run | undefined => {
            const row = one.get(id);
            return row && toRun(row);
        },
        /** @throws EngineError `store/corrupt` where the row's JSON can't be read */
        work: (id: string): RunWork | undefined => {
            const row = work.get(id);
            if (row === undefined) return undefined;
            const read = (json: string) => readJson(z.unknown(), json, db.name);
            return {input: read(row.input), checkpoint: row.checkpoint === null ? undefined : read(row.checkpoint)};
        },
        /** oldest first */
        inState: (state: RunState): {readonly id: string; readonly kind: string}[] => inState.all(state),
        /** @returns the newest run of this kind with exactly this input that has not ended */
        underWay: (kind: RunKind, input: unknown): string | undefined => underWay.get(kind, JSON.stringify(input))?.id,
        wishes: (): {readonly id: string; readonly wish: RunWish}[] => wishes.all(),
        insert: ({id, kind, title, input}: {readonly id: string; readonly kind: RunKind; readonly title: string; readonly input: unknown}): void => {
            const now = Date.now();
            insert.run(id, kind, title, JSON.stringify(input), now, now);
        },
        /** in one step, so that of two processes only one succeeds; @returns whether the run was in one of those states */
        move: (id: string, from: readonly RunState[], to: RunState, {error, result, progress}: RunChange = {}): boolean =>
            move.run({
                id,
                from: JSON.stringify(from),
                to,
                keepError: error === undefined ? 1 : 0,
                error: error ? JSON.stringify(error) : null,
                result: result === undefined ? null : JSON.stringify(result),
                progress: progress === undefined ? null : JSON.stringify(progress),
                now: Date.now()
            }).changes > 0,
        /** @returns whether the run is running */
        wish: (id: string, wish: RunWish): boolean => setWish.run(wish, id).changes > 0,
        setProgress: (id: string, progress: RunProgress): void => void setProgress.run(JSON.stringify(progress), Date.now(), id),
        setCheckpoint: (id: string, checkpoint: unknown): void => void setCheckpoint.run(JSON.stringify(checkpoint), Date.now(), id),
        /** @returns whether it was there and had ended */
        remove: (id: string): boolean => remove.run(id).changes > 0,
        /** another number whenever another process has written to the database */
        dataVersion: version
    };
}

function toRun({id, kind, title, state, progress, error, result, created_at, updated_at}: Row): Run | undefined {
    const known = runKindSchema.safeParse(kind);
    if (!known.success) return undefined;
    const told = {
        progress: wellFormed(runProgressSchema, progress),
        error: wellFormed(failureSchema, error),
        result: wellFormed(z.record(z.string(), z.unknown()), result)
    };
    return {
        id,
        kind: known.data,
        title,
        state,
        ...(told.progress !== undefined && {progress: told.progress}),
        ...(told.error !== undefined && {error: told.error}),
        ...(told.result !== undefined && {result: told.result}),
        createdAt: created_at,
        updatedAt: updated_at
    };
}

/** One damaged row must not hide the others from the list. */
function wellFormed<Schema extends z.ZodType>(schema: Schema, text: string | null): z.infer<Schema> | undefined {
    if (text === null) return undefined;
    try {
        return schema.safeParse(JSON.parse(text)).data;
    } catch {
        return undefined;
    }
}
