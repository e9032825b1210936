const DAY = 86_400_000;

/** The heading that a conversation stands under, by the days between then and now in the person's own time. */
export function ageHeading(then: number, now: number): string {
    const startOfDay = (time: number) => new Date(time).setHours(0, 0, 0, 0);
    const days = Math.round((startOfDay(now) - startOfDay(then)) / DAY);
    if (days <= 0) return "Today";
    if (days === 1) return "Yesterday";
    if (days < 7) return "This week";
    return new Date(then).toLocaleDateString("en", {month: "long", year: "numeric"});
}

export type ListRow<Item> = {readonly heading: string} | {readonly item: Item};

/** Puts a heading before each first conversation of an age. */
export function withHeadings<Item extends {readonly updatedAt: number}>(items: readonly Item[], now: number): readonly ListRow<Item>[] {
    let last = "";
    return items.flatMap((item) => {
        const heading = ageHeading(item.updatedAt, now);
        const isNew = heading !== last;
        last = heading;
        return isNew ? [{heading}, {item}] : [{item}];
    });
}
