/** Mean of the share of those that should hold and do, and of those that should not and do not. */
export function balancedAccuracy(hold: readonly boolean[], not: readonly boolean[]): number {
    const share = (of: readonly boolean[], wanted: boolean) => of.filter((one) => one === wanted).length / Math.max(1, of.length);
    return (share(hold, true) + share(not, false)) / 2;
}
