import type {Database} from "better-sqlite3";
import {z} from "zod";
import {type EvaluatedAnswer, type EvaluationSummary, evaluatedAnswerSchema, evaluationKindSchema, type Metric, metricSchema} from "../contract/index.ts";
import {readJson} from "./readJson.ts";

/** An evaluation without its answers; `input` and `state` have the shapes that its kind gives them. */
export interface StoredEvaluation extends EvaluationSummary {
    readonly input: unknown;
    readonly state: unknown;
}

interface Row {
    id: string;
    kind: string;
    title: string;
    model: string;
    created_at: number;
    done: number;
    input: string;
    state: string;
}

/** Questions about sweeps and about what was found by them. */
export function evaluationQueries(db: Database) {
    const newestFirst = db.prepare<[], Omit<Row, "input" | "state">>(
        "SELECT id, kind, title, model, created_at, done FROM evaluations ORDER BY created_at DESC, rowid DESC"
    );
    const byId = db.prepare<[string], Row>("SELECT * FROM evaluations WHERE id = ?");
    const insert = db.prepare<Row>(
        `INSERT INTO evaluations (id, kind, title, model, created_at, done, input, state) VALUES (@id, @kind, @title, @model, @created_at, @done, @input, @state)
         ON CONFLICT (id) DO NOTHING`
    );
    const setState = db.prepare<[string, string]>("UPDATE evaluations SET state = ? WHERE id = ?");
    const setDone = db.prepare<[string, string]>("UPDATE evaluations SET done = 1, state = ? WHERE id = ?");
    const remove = db.prepare<[string]>("DELETE FROM evaluations WHERE id = ?");
    const insertAnswer = db.prepare<[string, number, number, string]>(
        `INSERT INTO evaluation_answers (evaluation_id, answer, prompt, body) VALUES (?, ?, ?, ?)
         ON CONFLICT (evaluation_id, answer) DO UPDATE SET prompt = excluded.prompt, body = excluded.body`
    );
    const answers = db.prepare<[string], {body: string}>("SELECT body FROM evaluation_answers WHERE evaluation_id = ? ORDER BY answer");
    const hasAnswer = db.prepare<[string, number], {one: 1}>("SELECT 1 AS one FROM evaluation_answers WHERE evaluation_id = ? AND answer = ?");
    const removeAnswers = db.prepare<[string]>("DELETE FROM evaluation_answers WHERE evaluation_id = ?");
    const byHand = db.prepare<[string], {answer: number; metric: string; value: number}>(
        "SELECT answer, metric, value FROM evaluation_ratings_by_hand WHERE evaluation_id = ?"
    );
    const rate = db.prepare<[string, number, Metric, number]>(
        "INSERT OR REPLACE INTO evaluation_ratings_by_hand (evaluation_id, answer, metric, value) VALUES (?, ?, ?, ?)"
    );
    const unrate = db.prepare<[string, number, Metric]>("DELETE FROM evaluation_ratings_by_hand WHERE evaluation_id = ? AND answer = ? AND metric = ?");
    const saveAnswers = db.transaction((id: string, saved: readonly EvaluatedAnswer[]) => {
        for (const answer of saved) {
            const {byHand: _kept, ...body} = answer;
            insertAnswer.run(id, answer.id, answer.prompt, JSON.stringify(body));
        }
    });
    const summary = ({id, kind, title, model, created_at, done}: Omit<Row, "input" | "state">): EvaluationSummary => ({
        id,
        kind: evaluationKindSchema.parse(kind),
        title,
        model,
        createdAt: created_at,
        done: done === 1
    });

    return {
        list: (): EvaluationSummary[] => newestFirst.all().map(summary),
        find: (id: string): StoredEvaluation | undefined => {
            const row = byId.get(id);
            return row && {...summary(row), input: readJson(z.unknown(), row.input, db.name), state: readJson(z.unknown(), row.state, db.name)};
        },
        /** what is there under its id stays */
        create: ({id, kind, title, model, input, state}: Omit<StoredEvaluation, "createdAt" | "done">): void =>
            void insert.run({id, kind, title, model, created_at: Date.now(), done: 0, input: JSON.stringify(input), state: JSON.stringify(state)}),
        saveState: (id: string, state: unknown): void => void setState.run(JSON.stringify(state), id),
        /** with its last state */
        finish: (id: string, state: unknown): void => void setDone.run(JSON.stringify(state), id),
        /** all of them or none; what is there under their numbers is replaced */
        saveAnswers: (id: string, saved: readonly EvaluatedAnswer[]): void => void saveAnswers(id, saved),
        removeAnswers: (id: string): void => void removeAnswers.run(id),
        /** by number, with what a person gave them */
        answers: (id: string): EvaluatedAnswer[] => {
            const hands = Map.groupBy(byHand.all(id), ({answer}) => answer);
            return answers.all(id).map(({body}) => {
                const answer = readJson(evaluatedAnswerSchema, body, db.name);
                const given = hands.get(answer.id);
                if (given === undefined) return answer;
                return {...answer, byHand: Object.fromEntries(given.map(({metric, value}) => [metricSchema.parse(metric), value]))};
            });
        },
        /** null takes it back; @returns whether there is such an answer */
        rate: (id: string, answer: number, metric: Metric, value: number | null): boolean => {
            if (hasAnswer.get(id, answer) === undefined) return false;
            if (value === null) unrate.run(id, answer, metric);
            else rate.run(id, answer, metric, value);
            return true;
        },
        /** @returns whether it was there */
        remove: (id: string): boolean => remove.run(id).changes > 0
    };
}
