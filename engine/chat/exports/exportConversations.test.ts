import {describe, expect, it} from "vitest";
import {featureId, type Steering} from "../../contract/index.ts";
import {aChat, all, question} from "../fixtures/aChat.ts";

const steering: Steering = {edits: [{feature: featureId(7), mode: "nudge", value: 0.3, group: "secret group"}], scope: "answer", cap: 2};
const HOSTILE = `</div><script>alert(1)</script><img src=x onerror="alert(2)">\n\`\`\`html\n<b onclick='x'>&amp;</b>\n\`\`\`\nend`;

describe("exportConversations", () => {
    it("writes the branch on screen as Markdown, with what each answer was written under", async () => {
        using at = aChat();
        const id = await aHostileChat(at);
        const file = at.chat.export({conversationIds: [id], format: "md"});
        expect([file.name, file.type]).toEqual(["Whales-sharks.md", "text/markdown"]);
        const text = await file.text();
        expect(text).toMatch(/^# Whales & \\<sharks\\>\n\n\d{4}-\d\d-\d\d\n\n## System prompt\n\nBe brief\.\n\n## You\n\n```a\.txt\nb\n```\n\n<\/div>/);
        expect(text).toContain("## scripted\n\n*variant v; steered: feature 7 nudge 0.3; scope answer; cap 2; temperature 0; seed 42*\n\nYou said: ");
        expect(text).toContain("## You\n\nsecond, edited");
        expect(text).not.toContain("second, first");
    });

    it("writes HTML that stands by itself and in which every text is only text", async () => {
        using at = aChat();
        const id = await aHostileChat(at);
        const html = await at.chat.export({conversationIds: [id], format: "html"}).text();
        expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
        expect(html).toContain("<title>Whales &amp; &lt;sharks&gt;</title>");
        expect(html).toContain("<pre><code>&lt;b onclick=&#39;x&#39;&gt;&amp;amp;&lt;/b&gt;\n</code></pre>");
        // no tag but those of the page itself, and nothing that is fetched
        const tags = new Set(Array.from(html.matchAll(/<\/?([a-z0-9!]+)/g), ([, tag]) => tag));
        expect([...tags].sort()).toEqual(
            [
                "!doctype",
                "article",
                "body",
                "code",
                "details",
                "div",
                "h1",
                "h2",
                "head",
                "html",
                "main",
                "meta",
                "p",
                "pre",
                "style",
                "summary",
                "time",
                "title"
            ].sort()
        );
        expect(html).not.toMatch(/<[^>]*\s(?:on\w+|src|href)=/);
        expect(html.indexOf("second, edited")).toBeGreaterThan(0);
        expect(html).not.toContain("second, first");
    });

    it("names no features: their labels are the dictionary's", async () => {
        using at = aChat();
        at.store.dictionaries.remember({id: "d", name: "d", path: "d.sae.gguf"});
        at.store.labels.save("d", "user", [{feature: 7, description: "label of seven"}]);
        const id = await aHostileChat(at);
        for (const format of ["json", "md", "html"] as const)
            expect(await at.chat.export({conversationIds: [id], format}).text()).not.toContain("label of seven");
    });

    it("takes all conversations as JSON only, and only those that there are", async () => {
        using at = aChat();
        const id = await aHostileChat(at);
        at.chat.create({title: "Empty"});
        expect(JSON.parse(await at.chat.export({format: "json"}).text())).toMatchObject({format: "saelor-conversations", version: 1, conversations: [{}, {}]});
        expect(() => at.chat.export({format: "html"})).toThrow(expect.objectContaining({code: "input/invalid"}));
        for (const format of ["json", "md", "html"] as const)
            expect(() => at.chat.export({conversationIds: [id, "none"], format})).toThrow(
                expect.objectContaining({code: "chat/not-found", data: {id: "none"}})
            );
        expect(await at.chat.export({conversationIds: [at.chat.create({}).id], format: "md"}).text()).toMatch(/^# New chat\n/);
    });
});

/** a first question and its answer under a variant, then one that was edited */
async function aHostileChat({chat}: ReturnType<typeof aChat>): Promise<string> {
    const {id} = chat.create({title: "Whales & <sharks>"});
    chat.configure({conversationId: id, systemPrompt: "Be brief."});
    await all(chat.send({...question(id, HOSTILE), variants: [{name: "v", steering}], attachments: [{name: "a.txt", text: "b"}]}));
    const {headId} = await chat.get(id);
    await all(chat.send(question(id, "second, first", headId)));
    await all(chat.send(question(id, "second, edited", headId)));
    return id;
}
