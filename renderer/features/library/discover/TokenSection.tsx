import {Section} from "../../../widgets/Sheet.tsx";
import {TokenField} from "./TokenField.tsx";

/** The token has a place of its own, where errors can send people. */
export function TokenSection() {
    return (
        <Section title="Token" about="Only gated and private repositories ask for one. A token with read access is enough.">
            <TokenField />
        </Section>
    );
}
