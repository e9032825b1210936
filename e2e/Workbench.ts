import {expect, type Locator, type Page} from "@playwright/test";

/** The app as its users see it: every locator is a name on the screen. */
export class Workbench {
    readonly page: Page;
    #onTokens: ((count: number) => void) | undefined;
    #onSent: ((text: string) => void) | undefined;

    constructor(page: Page) {
        this.page = page;
        page.on("websocket", (socket) => {
            socket.on("framesent", ({payload}) => this.#onSent?.(payload.toString()));
            socket.on("framereceived", ({payload}) => {
                const token = /"type":"token".*?"count":(\d+)/.exec(payload.toString());
                if (token !== null) this.#onTokens?.(Number(token[1]));
            });
        });
    }

    /** Does something as soon as so many tokens of an answer have come: faster than looking at the page would allow. */
    atToken(count: number, act: () => void): Promise<void> {
        return new Promise((resolve) => {
            this.#onTokens = (got) => {
                if (got < count) return;
                this.#onTokens = undefined;
                act();
                resolve();
            };
        });
    }

    /** Opens the app and waits until the bundled model can answer. */
    async open(url: string): Promise<void> {
        await this.page.goto(url);
        await expect(this.message).toBeEnabled();
    }

    /** Does something in the page, and waits until the page has sent it to the engine. @param call what is called: `chat/configure`; absent: whatever it is */
    async andTell(act: () => Promise<void>, call = ""): Promise<void> {
        const told = new Promise<void>((resolve) => {
            this.#onSent = (text) => {
                if (text.includes(call)) resolve();
            };
        });
        await act();
        await told;
        this.#onSent = undefined;
    }

    get message(): Locator {
        return this.page.getByRole("textbox", {name: "Message", exact: true});
    }

    get answers(): Locator {
        return this.page.getByRole("article", {name: "Answer", exact: true});
    }

    get comparison(): Locator {
        return this.answers.last().getByRole("region", {name: "Steered and default answer"});
    }

    button(name: string | RegExp): Locator {
        return this.page.getByRole("button", {name, ...(typeof name === "string" ? {exact: true} : {})});
    }

    strength(label: string): Locator {
        return this.page.getByRole("slider", {name: new RegExp(`^Strength of .*${label}`, "i")});
    }

    /** Rows of the steering panel, groups among them. */
    get edits(): Locator {
        return this.page.getByRole("list", {name: "Edits", exact: true}).locator("> li");
    }

    get rules(): Locator {
        return this.page.getByRole("region", {name: "Rules", exact: true}).getByRole("listitem");
    }

    async ask(question: string): Promise<void> {
        await this.message.fill(question);
        await this.button("Send").click();
    }

    /** @returns the words of the newest answer, without the figures below it, once nothing is being written */
    async finishedAnswer(): Promise<string> {
        await this.settled();
        if (await this.comparison.isVisible()) await this.button("Show one answer").click();
        return wordsOf(this.answers.last());
    }

    /** @returns the words of both answers, once nothing is being written */
    async sideBySide(): Promise<{steered: string; byDefault: string}> {
        await this.settled();
        if (!(await this.comparison.isVisible())) await this.button("Compare steered and default").click();
        const lane = (name: string) => wordsOf(this.comparison.getByRole("region", {name}));
        return {steered: await lane("Steered answer"), byDefault: await lane("Default answer")};
    }

    /** Finds a feature by its label and puts it into the steering panel. */
    async addFeature(label: string): Promise<void> {
        await this.page.getByRole("combobox", {name: "Search features"}).fill(label);
        const found = this.page.getByRole("listbox", {name: "Features found"}).getByRole("option", {name: new RegExp(label, "i")});
        await found.first().click();
        await expect(this.strength(label)).toBeVisible();
    }

    async setStrength(label: string, value: number): Promise<void> {
        await this.strength(label).fill(`${value}`);
        await expect(this.strength(label)).toHaveValue(`${value}`);
    }

    /** Answers again with what the steering panel says now. */
    async regenerate(): Promise<void> {
        await this.button("Regenerate under these edits").click();
        await expect(this.button("Regenerate under these edits")).toHaveCount(0);
    }

    private async settled(): Promise<void> {
        await expect(this.answers.last()).toHaveAttribute("aria-busy", "false");
        await expect(this.button("Stop")).toHaveCount(0);
        await expect(this.answers.last()).toHaveText(/\S/);
    }
}

async function wordsOf(place: Locator): Promise<string> {
    await expect(place.locator("p").first()).toBeVisible();
    return (await place.locator("p").allTextContents()).join("\n");
}
