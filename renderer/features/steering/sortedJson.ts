/** JSON whose fields are in alphabetical order, so that what says the same is the same text. */
export const sortedJson = (value: unknown): string =>
    JSON.stringify(value, (_key, inner: unknown) =>
        typeof inner === "object" && inner !== null && !Array.isArray(inner)
            ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
            : inner
    );
