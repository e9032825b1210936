import {createHash} from "node:crypto";
import {createServer, type IncomingMessage, type Server, type ServerResponse} from "node:http";
import type {AddressInfo} from "node:net";

const COMMIT = "0123456789abcdef0123456789abcdef01234567";
/** files from here on are kept as Git LFS objects, whose SHA-256 the listing tells */
const LFS_BYTES = 1000;

/** Hugging Face on this machine: one public repository, listed and served as the real one does, and cut when a journey wants it. */
export class Hub {
    /** `bytes=…` of every request for a file, "" where all of it was asked for */
    readonly ranges = new Map<string, string[]>();
    readonly #repo: string;
    readonly #files: ReadonlyMap<string, Buffer>;
    readonly #server: Server;
    #down = false;
    #cut: {path: string; after: number; end: "drop" | "hold"} | undefined;

    private constructor(repo: string, files: Readonly<Record<string, Buffer>>) {
        this.#repo = repo;
        this.#files = new Map(Object.entries(files));
        this.#server = createServer((request, response) => this.#answer(request, response));
    }

    static async open(repo: string, files: Readonly<Record<string, Buffer>>): Promise<Hub> {
        const hub = new Hub(repo, files);
        await new Promise<void>((resolve) => hub.#server.listen(0, "127.0.0.1", resolve));
        return hub;
    }

    get url(): string {
        return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    }

    /** The next request for a file loses its connection after so many bytes, and nobody answers from then on. */
    dropAfter(path: string, bytes: number): void {
        this.#cut = {path, after: bytes, end: "drop"};
    }

    /** The next request for a file gets so many bytes, and then silence. */
    holdAfter(path: string, bytes: number): void {
        this.#cut = {path, after: bytes, end: "hold"};
    }

    /** Answers again, as if nothing had been. */
    up(): void {
        this.#down = false;
    }

    async close(): Promise<void> {
        this.#server.closeAllConnections();
        await new Promise((resolve) => this.#server.close(resolve));
    }

    #answer(request: IncomingMessage, response: ServerResponse): void {
        if (this.#down) {
            request.socket.destroy();
            return;
        }
        const path = decodeURIComponent(new URL(request.url!, "http://hub").pathname);
        const name = path.startsWith(`/${this.#repo}/resolve/${COMMIT}/`) ? path.slice(`/${this.#repo}/resolve/${COMMIT}/`.length) : "";
        const body = this.#files.get(name);
        if (path.startsWith(`/api/models/${this.#repo}/revision/`))
            json(response, {_id: "1", id: this.#repo, sha: COMMIT, gated: false, cardData: {license: "mit"}});
        else if (path === `/api/models/${this.#repo}/tree/${COMMIT}`) json(response, [...this.#files].map(listed));
        else if (body !== undefined) this.#send(name, body, request, response);
        else response.writeHead(404, {"x-error-code": "RepoNotFound"}).end();
    }

    #send(name: string, body: Buffer, request: IncomingMessage, response: ServerResponse): void {
        const range = request.headers.range ?? "";
        this.ranges.set(name, [...(this.ranges.get(name) ?? []), range]);
        const from = Number(/^bytes=(\d+)-$/.exec(range)?.[1] ?? 0);
        const rest = body.subarray(from);
        response.writeHead(from > 0 ? 206 : 200, {
            etag: `"${sha256(body)}"`,
            "accept-ranges": "bytes",
            "content-length": rest.length,
            ...(from > 0 && {"content-range": `bytes ${from}-${body.length - 1}/${body.length}`})
        });
        const cut = this.#cut?.path === name ? this.#cut : undefined;
        if (cut === undefined) {
            response.end(rest);
            return;
        }
        this.#cut = undefined;
        response.write(rest.subarray(0, cut.after), () => {
            if (cut.end === "hold") return;
            this.#down = true;
            // what was written must arrive first: a broken connection takes with it what is still under way
            setTimeout(() => this.#server.closeAllConnections(), 500);
        });
    }
}

const sha256 = (body: Buffer) => createHash("sha256").update(body).digest("hex");

function listed([path, body]: readonly [string, Buffer]) {
    const oid = sha256(body);
    return {type: "file", oid: oid.slice(0, 40), size: body.length, path, ...(body.length >= LFS_BYTES && {lfs: {oid, size: body.length, pointerSize: 134}})};
}

function json(response: ServerResponse, value: unknown): void {
    response.writeHead(200, {"content-type": "application/json"}).end(JSON.stringify(value));
}
