import {useQuery} from "@tanstack/react-query";
import {queries} from "../../../app/engine.ts";
import {Note} from "../../../widgets/Note.tsx";
import styles from "./Discover.module.css";
import {TokenField} from "./TokenField.tsx";

export const pageOf = (repo: string) => `https://huggingface.co/${repo}`;

/** What a gated repository asks for, with the way there. */
export function GatedNote({repo}: {readonly repo: string}) {
    const token = useQuery(queries.library.token.get.queryOptions());
    return (
        <div className={styles.gate}>
            <Note tone="warning">
                {repo} is gated: its makers let in those who accepted their licence. Accept it once on{" "}
                <a href={pageOf(repo)} target="_blank" rel="noreferrer">
                    its page
                </a>
                ,{" "}
                {token.data?.present === true
                    ? "with the account that your token belongs to. Your token is kept here already."
                    : "then give Saelor a token of that account."}
            </Note>
            {token.data?.present === false && <TokenField />}
        </div>
    );
}
