import {expect, type Locator, type Page} from "@playwright/test";

/** The app as its users see it: every locator is a name on the screen. */
export class Workbench {
    readonly page: Page;

    constructor(page: Page) {
        this.page = page;
    }

    /** Opens the app and waits until the bundled model can answer. */
    async open(url: string): Promise<void> {
        await this.page.goto(url);
        await expect(this.message).toBeEnabled();
    }

    get message(): Locator {
        return this.page.getByRole("textbox", {name: "Message", exact: true});
    }

    button(name: string | RegExp): Locator {
        return this.page.getByRole("button", {name, exact: typeof name === "string"});
    }

    /** The answers on screen, oldest first; side by side, steered comes before default. */
    get answers(): Locator {
        return this.page.getByRole("article", {name: /answer/i});
    }

    async ask(question: string): Promise<void> {
        await this.message.fill(question);
        await this.button("Send").click();
    }

    /** @returns the text of the newest answer, once nothing is being written */
    async finishedAnswer(): Promise<string> {
        await expect(this.button("Stop")).toHaveCount(0);
        const answer = this.answers.last();
        await expect(answer).toHaveText(/\S/);
        return answer.innerText();
    }

    async addFeature(label: string): Promise<void> {
        await this.page.getByRole("combobox", {name: "Search features"}).fill(label);
        await this.page
            .getByRole("option", {name: new RegExp(label, "i")})
            .first()
            .click();
    }

    strength(label: string | RegExp): Locator {
        return this.page.getByRole("slider", {name: new RegExp(`^Strength of .*${typeof label === "string" ? label : label.source}`, "i")});
    }
}
