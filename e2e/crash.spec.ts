import {startServer} from "./server.ts";
import {expect, test} from "./test.ts";

test("The engine is killed in the middle of an answer; I start it again and what was written is still there", async ({
    workbench,
    page,
    server,
    workspace,
    complaints
}) => {
    await workbench.ask("Tell me about the Andromeda Galaxy.");
    const answer = workbench.answers.last();
    await expect(answer).toContainText(/\S+ \S+ \S+/);
    await server.kill();
    await expect(page.getByText(/connection|engine/i).first()).toBeVisible();

    const again = await startServer(workspace);
    try {
        await workbench.open(again.url);
        await expect(page.getByText("Tell me about the Andromeda Galaxy.").first()).toBeVisible();
        await expect(workbench.answers.last()).toContainText(/\S+ \S+/);
        // a browser reports every connection that was refused while the engine was away
        complaints.length = 0;
        await workbench.ask("What is it made of?");
        expect(await workbench.finishedAnswer()).toMatch(/\S/);
    } finally {
        await again.stop();
    }
});
