import {createServer, type Server} from "node:http";
import type {AddressInfo} from "node:net";

interface Question {
    readonly messages: readonly {readonly content: string}[];
    readonly response_format: {readonly json_schema: {readonly schema: {readonly required: readonly string[]}}};
}

/** What an OpenAI-compatible server on this machine was asked, and what it answers: the same words of every feature, and that they fit every text. */
export class Labeller {
    readonly #server: Server;
    /** what it was asked, with whose key */
    readonly asked: {readonly key: string | undefined; readonly about: string; readonly text: string}[] = [];

    private constructor(describes: string) {
        this.#server = createServer(async (request, response) => {
            let body = "";
            for await (const chunk of request) body += chunk;
            const {messages, response_format: format} = JSON.parse(body) as Question;
            const text = messages.at(-1)!.content;
            const about = format.json_schema.schema.required[0]!;
            this.asked.push({key: request.headers.authorization, about, text});
            const passages = text.match(/^\d+\. /gm) ?? [];
            const content = JSON.stringify(about === "fits" ? {fits: passages.map((_, i) => i + 1)} : {description: describes});
            const usage = {prompt_tokens: 900, completion_tokens: 12};
            response.writeHead(200, {"content-type": "application/json"}).end(JSON.stringify({choices: [{finish_reason: "stop", message: {content}}], usage}));
        });
    }

    static async open(describes: string): Promise<Labeller> {
        const labeller = new Labeller(describes);
        await new Promise<void>((resolve) => labeller.#server.listen(0, "127.0.0.1", resolve));
        return labeller;
    }

    get url(): string {
        return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v1`;
    }

    async close(): Promise<void> {
        this.#server.closeAllConnections();
        await new Promise((resolve) => this.#server.close(resolve));
    }
}
