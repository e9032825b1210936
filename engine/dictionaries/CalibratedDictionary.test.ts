import {afterEach, describe, expect, it, vi} from "vitest";
import {calibratedDictionary} from "./CalibratedDictionary.ts";
import {OpenFile} from "./files/OpenFile.ts";
import {aDictionaryFile} from "./fixtures/aDictionary.ts";

describe("calibratedDictionary", () => {
    afterEach(() => void vi.restoreAllMocks());

    it("opens its file a few times at once, however many rows are asked for together", async () => {
        const dictionary = await calibratedDictionary(await aDictionaryFile());
        const real = OpenFile.open.bind(OpenFile);
        let [now, most, all] = [0, 0, 0];
        vi.spyOn(OpenFile, "open").mockImplementation(async (...args) => {
            most = Math.max(most, ++now);
            all++;
            const file = await real(...args);
            const close = file.close.bind(file);
            file.close = async () => {
                await close();
                now--;
            };
            return file;
        });
        const wanted = Array.from({length: 2000}, (_, i) => i % 4);
        const rows = await Promise.all(wanted.map((feature) => dictionary.decoderRow(feature)));
        expect([most <= 8, now, all]).toEqual([true, 0, 2000]);
        for (const place of [0, 1, 2, 3]) expect(rows[1996 + place]).toEqual(rows[place]);
        // rows that are not there don't keep the others waiting
        const ends = await Promise.allSettled(Array.from({length: 20}, (_, i) => dictionary.decoderRow(i < 10 ? 99 : 1)));
        expect(ends.map(({status}) => status)).toEqual(Array.from({length: 20}, (_, i) => (i < 10 ? "rejected" : "fulfilled")));
    });
});
