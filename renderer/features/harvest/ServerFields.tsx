import {PasswordInput, TextInput} from "@mantine/core";
import {useQuery} from "@tanstack/react-query";
import {queries} from "../../app/engine.ts";
import styles from "./Harvest.module.css";
import {baseUrls} from "./labellerOf.ts";

/** A model that is asked over the network. */
export interface ServerChoice {
    readonly baseUrl: string;
    readonly model: string;
}

interface Props {
    readonly opened: boolean;
    readonly fields: ServerChoice & {readonly kind: string};
    readonly onChange: (part: Partial<ServerChoice>) => void;
    /** as it is typed; kept apart, by its address */
    readonly apiKey: string;
    readonly onApiKey: (key: string) => void;
}

/** Which model on which server, and the key that it wants. */
export function ServerFields({opened, fields, onChange, apiKey, onApiKey}: Props) {
    const isAddress = URL.canParse(fields.baseUrl);
    const input = {baseUrl: isAddress ? fields.baseUrl : baseUrls.openai};
    const hasKey = useQuery({...queries.labels.hasKey.queryOptions({input}), enabled: opened && isAddress});
    return (
        <div className={styles.remote}>
            <TextInput
                size="xs"
                label="Address"
                description={fields.kind === "openai" ? "Any OpenAI-compatible server, on this machine or elsewhere" : undefined}
                value={fields.baseUrl}
                error={isAddress ? undefined : "This is no address"}
                onChange={(event) => onChange({baseUrl: event.currentTarget.value})}
            />
            <TextInput
                size="xs"
                label="Model"
                placeholder={fields.kind === "openai" ? "gpt-oss-20b" : "claude-sonnet-4-5"}
                value={fields.model}
                onChange={(event) => onChange({model: event.currentTarget.value})}
            />
            <PasswordInput
                size="xs"
                label="Key"
                placeholder={hasKey.data === true ? "kept; type to replace it" : "if the server wants one"}
                value={apiKey}
                onChange={(event) => onApiKey(event.currentTarget.value)}
            />
        </div>
    );
}
