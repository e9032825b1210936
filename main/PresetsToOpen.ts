import type {WebContents} from "electron";

/** Presets that were opened on the desktop, kept until there is a page to show them in. */
export class PresetsToOpen {
    readonly #waiting: string[] = [];
    #page: WebContents | undefined;

    open(paths: readonly string[]): void {
        this.#waiting.push(...paths);
        this.#send();
    }

    /** A page that listens from now on; it takes the place of the former one. */
    connect(page: WebContents): void {
        this.#page = page;
        this.#send();
    }

    #send(): void {
        const page = this.#page;
        if (page === undefined || page.isDestroyed()) return;
        for (const path of this.#waiting.splice(0)) page.send("open-preset", path);
    }
}
