import type {WebContents} from "electron";
import {describe, expect, it, vi} from "vitest";
import {PresetsToOpen} from "./PresetsToOpen.ts";

const aPage = (destroyed = false) => ({send: vi.fn(), isDestroyed: () => destroyed});
const asPage = (page: ReturnType<typeof aPage>) => page as unknown as WebContents;

describe("PresetsToOpen", () => {
    it("keeps what was opened until a page listens, and sends each once", () => {
        const presets = new PresetsToOpen();
        presets.open(["/a"]);
        const page = aPage();
        presets.connect(asPage(page));
        presets.open(["/b"]);
        expect(page.send.mock.calls).toEqual([
            ["open-preset", "/a"],
            ["open-preset", "/b"]
        ]);
    });

    it("waits for the next page once the window is closed", () => {
        const presets = new PresetsToOpen();
        const closed = aPage(true);
        presets.connect(asPage(closed));
        presets.open(["/a"]);
        expect(closed.send).not.toHaveBeenCalled();
        const next = aPage();
        presets.connect(asPage(next));
        expect(next.send).toHaveBeenCalledWith("open-preset", "/a");
    });
});
