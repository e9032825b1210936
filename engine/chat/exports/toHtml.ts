import type {Attachment, Message} from "../../contract/index.ts";
import {describeAnswer} from "./describeAnswer.ts";
import {type Branch, day, speaker} from "./toMarkdown.ts";

/** The page may load nothing and run nothing, whatever a message says: what it needs is in it. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

const STYLE = `
:root { color-scheme: light dark; }
body { font: 16px/1.6 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1rem; margin: 0; }
article { border-top: 1px solid #8884; padding: 1rem 0; }
.user { border-left: 3px solid #4a7dd1; padding-left: 1rem; }
.how, time { color: #777; font-size: .85rem; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; margin: .5rem 0 0; }
pre { background: #8881; padding: .75rem; border-radius: 6px; overflow-x: auto; }
`;

/** Branches as one page that stands by itself. Every text of theirs is escaped. */
export function toHtml(title: string, branches: readonly Branch[]): string {
    return `<!doctype html>
<html>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Saelor">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
${branches.map(conversation).join("\n")}
</body>
</html>
`;
}

function conversation({title, systemPrompt, createdAt, messages}: Branch): string {
    const system = systemPrompt.trim() === "" ? "" : `<article class="system"><h2>System prompt</h2>${prose(systemPrompt)}</article>\n`;
    const date = day(createdAt);
    return `<main>\n<h1>${escaped(title)}</h1>\n<time datetime="${date}">${date}</time>\n${system}${messages.map(article).join("\n")}\n</main>`;
}

function article(message: Message): string {
    const how = describeAnswer(message);
    const line = how.length === 0 ? "" : `<p class="how">${escaped(how.join("; "))}</p>`;
    const files = (message.attachments ?? []).map(attachment).join("");
    return `<article class="${message.role}"><h2>${escaped(speaker(message))}</h2>${line}${files}${prose(message.content)}</article>`;
}

const attachment = ({name, text}: Attachment) => `<details><summary>${escaped(name)}</summary><pre>${escaped(text)}</pre></details>`;

/** Text as it was written, with its fenced code set apart. */
function prose(text: string): string {
    return text
        .split(/^```[^\n`]*\n([\s\S]*?)^```[^\S\n]*$/m)
        .map((piece, i) => {
            if (i % 2 === 1) return `<pre><code>${escaped(piece)}</code></pre>`;
            const words = piece.replace(/^\n+|\n+$/g, "");
            return words === "" ? "" : `<div class="text">${escaped(words)}</div>`;
        })
        .join("");
}

const ESCAPES: {readonly [character: string]: string} = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"};

function escaped(text: string): string {
    return text.replace(/[&<>"']/g, (character) => ESCAPES[character]!);
}
