import {expect, type Locator, type Page} from "@playwright/test";

/** The library and the tray as their users see them. */
export class Library {
    readonly page: Page;

    constructor(page: Page) {
        this.page = page;
    }

    async open(section: "On this machine" | "Discover" | "Import" = "On this machine"): Promise<void> {
        await this.page.getByRole("list", {name: "Pages"}).getByRole("link", {name: "Library"}).click();
        await this.page.getByRole("navigation", {name: "Sections of the library"}).getByRole("link", {name: section}).click();
    }

    model(name: string): Locator {
        return this.page.getByRole("list", {name: "Models on this machine"}).getByRole("listitem", {name, exact: true});
    }

    get models(): Locator {
        return this.page.getByRole("list", {name: "Models on this machine"}).locator("> li");
    }

    /** Goes to a file or folder in the chooser by its path, and takes it. */
    async choose(path: string): Promise<Locator> {
        await this.page.getByRole("button", {name: "Choose a file or folder…"}).click();
        const chooser = this.page.getByRole("dialog", {name: "Import a model or a dictionary"});
        await chooser.getByRole("textbox", {name: "Path"}).fill(path);
        await chooser.getByRole("button", {name: "Go"}).click();
        const whole = chooser.getByRole("button", {name: "Choose this folder"});
        const looked = this.page.getByRole("dialog", {name: "What this is"});
        await expect(looked.or(chooser.getByRole("listbox", {name: `Files in ${path}`}))).toBeVisible();
        if (await chooser.isVisible()) await whole.click();
        return looked;
    }

    async load(name: string): Promise<void> {
        await this.page.getByRole("button", {name: `Load ${name}`, exact: true}).click();
        await expect(this.model(name)).toContainText("Loaded");
    }

    async back(): Promise<void> {
        // what is open above the page keeps Escape for itself, also while it fades
        await expect(this.page.getByRole("dialog")).toHaveCount(0);
        await this.page.keyboard.press("Escape");
        await expect(this.page.getByRole("textbox", {name: "Message", exact: true})).toBeVisible();
    }

    get tray(): Locator {
        return this.page.getByRole("dialog", {name: "Downloads and conversions"});
    }

    async openTray(): Promise<void> {
        if (await this.tray.isVisible()) return;
        await this.page.getByRole("button", {name: /^Downloads/}).click();
        await expect(this.tray).toBeVisible();
    }

    run(title: string | RegExp): Locator {
        return this.tray.getByRole("list", {name: "Runs"}).getByRole("listitem", {name: title});
    }
}
