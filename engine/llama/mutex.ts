/** @returns a function that runs tasks one after the other, in the order they were given */
export function mutex(): <Result>(task: () => Promise<Result>) => Promise<Result> {
    let last: Promise<unknown> = Promise.resolve();
    return (task) => {
        const run = last.then(task, task);
        last = run.catch(() => undefined);
        return run;
    };
}
