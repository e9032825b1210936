import {basename} from "node:path";
import {expect, type Locator, type Page} from "@playwright/test";

/** The list of features, their pages, and what is moderated, as users see them. */
export class Features {
    readonly page: Page;

    constructor(page: Page) {
        this.page = page;
    }

    async open(): Promise<void> {
        await this.link("Features").click();
        await expect(this.list).toBeVisible();
    }

    async openModeration(): Promise<void> {
        await this.link("Moderation").click();
        await expect(this.page.getByRole("region", {name: "Moderation"})).toBeVisible();
    }

    /** The list of long work, whether it was opened or not. */
    async openWork(): Promise<Locator> {
        const work = this.page.getByRole("dialog", {name: "Long work"});
        if (!(await work.isVisible())) await this.page.getByRole("button", {name: /^Work/}).click();
        await expect(work).toBeVisible();
        return work;
    }

    private link(name: string): Locator {
        return this.page.getByRole("list", {name: "Pages"}).getByRole("link", {name});
    }

    get list(): Locator {
        return this.page.getByRole("listbox", {name: "Features"});
    }

    found(label: RegExp): Locator {
        return this.list.getByRole("option", {name: label});
    }

    get search(): Locator {
        return this.page.getByRole("combobox", {name: "Search labels"});
    }

    /** The page of the feature that is open. */
    get feature(): Locator {
        return this.page.getByRole("region", {name: /^Feature \d+$/});
    }

    /** @returns the number of the feature that is open */
    async number(): Promise<number> {
        return Number((await this.feature.getAttribute("aria-label"))?.replace("Feature ", ""));
    }

    /** Finds a feature by its label, opens its page, and waits for it. */
    async go(label: string): Promise<void> {
        await this.search.fill(label);
        await this.found(new RegExp(label, "i")).first().click();
        await expect(this.feature.getByRole("heading", {level: 2, name: new RegExp(label, "i")})).toBeVisible();
    }
    /**
     * Harvests as little as can be, from the page of a feature, and waits until that is done.
     * @param corpus a file; absent: the one that comes with the demo
     */
    async harvest(corpus?: string): Promise<void> {
        await this.feature.getByRole("region", {name: "Harvest"}).getByRole("button", {name: "Harvest…"}).click();
        const dialog = this.page.getByRole("dialog", {name: /^Harvest/});
        if (corpus !== undefined) {
            await dialog.getByText("A file of mine").click();
            const path = this.page.getByRole("dialog", {name: "Text to harvest"}).getByRole("textbox", {name: "Path"});
            await path.fill(corpus);
            await path.press("Enter");
            await expect(dialog.getByText(basename(corpus))).toBeVisible();
        }
        await dialog.getByRole("combobox", {name: "At most"}).click();
        await this.page.getByRole("option", {name: /^10,000 tokens/}).click();
        await dialog.getByRole("button", {name: "Begin the harvest"}).click();
        await expect(dialog).toHaveCount(0);
        await expect(this.page.getByRole("dialog"), "nothing opens over the page by itself").toHaveCount(0);
        await expect((await this.openWork()).getByRole("button", {name: "Show the features"})).toBeVisible();
        await this.page.keyboard.press("Escape");
        await expect(this.page.getByRole("dialog")).toHaveCount(0);
    }
}
