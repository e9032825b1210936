import {startServer} from "./server.ts";
import {expect, test} from "./test.ts";

const QUESTION = "Tell me about the Andromeda Galaxy.";

test("The engine dies in the middle of an answer; I start it again, and the conversation is there with what was written", async ({
    workbench,
    page,
    server,
    workspace,
    complaints
}) => {
    server.pace.slow();
    const begun = workbench.atToken(10, () => server.pace.freeze());
    await workbench.ask(QUESTION);
    await begun;
    await expect(workbench.answers.last()).toContainText(/\w+ \w+/);
    await server.kill();

    const again = await startServer(workspace);
    try {
        await workbench.open(again.url);
        await expect(page.getByRole("article", {name: "Your message"})).toContainText(QUESTION);
        await expect(workbench.answers.last()).toContainText("interrupted");
        expect(await workbench.finishedAnswer()).toMatch(/\w+ \w+/);

        await workbench.button("Continue this answer").click();
        await expect(workbench.answers.last()).not.toContainText("interrupted");
        expect(await workbench.finishedAnswer()).toMatch(/galaxy/i);
        // the browser complains of every connection that was refused while nobody listened, and only of that
        const others = complaints.filter((complaint) => !complaint.includes("ERR_CONNECTION_REFUSED"));
        complaints.splice(0, complaints.length, ...others);
    } finally {
        await again.stop();
    }
});
