/**
 * An id for a new category, from its name: small letters, digits and hyphens.
 * @param taken ids that exist
 * @param index tells apart names that leave no letter
 */
export function categoryId(title: string, taken: readonly string[], index: number): string {
    const letters = title
        .normalize("NFKD")
        .toLowerCase()
        .replaceAll(/[^a-z0-9]+/g, "-")
        .replaceAll(/^-+|-+$/g, "")
        .slice(0, 32);
    const base = letters === "" ? `category-${index + 1}` : letters;
    let id = base;
    for (let number = 2; taken.includes(id); number++) id = `${base}-${number}`;
    return id;
}
