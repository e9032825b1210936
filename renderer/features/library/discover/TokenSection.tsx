import {Section} from "../../../widgets/Sheet.tsx";
import {TokenField} from "./TokenField.tsx";

const FIELD_ID = "saelor-token";
/** the page may only now be drawn */
const DRAWN_MS = 100;

/** Takes a person who is on the way to the page to the field. */
export function focusTokenField() {
    setTimeout(() => {
        const field = document.getElementById(FIELD_ID);
        field?.scrollIntoView({block: "center"});
        field?.focus({preventScroll: true});
    }, DRAWN_MS);
}

/** The token has a place of its own, where errors can send people. */
export function TokenSection() {
    return (
        <Section title="Token" about="Only gated and private repositories ask for one. A token with read access is enough.">
            <TokenField id={FIELD_ID} />
        </Section>
    );
}
