/** Of a 206: `bytes 5-9/10`. @returns undefined where it is no such thing or contradicts itself; `total` undefined for `*` */
export function parseContentRange(header: string | null): {readonly start: number; readonly total: number | undefined} | undefined {
    const match = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15}|\*)$/.exec(header?.trim() ?? "");
    if (match === null) return undefined;
    const [start, end, total] = [Number(match[1]), Number(match[2]), match[3] === "*" ? undefined : Number(match[3])];
    if (end < start || (total !== undefined && end >= total)) return undefined;
    return {start, total};
}
