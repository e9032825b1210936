/** A well-mixed 32-bit number of three (murmur3's finaliser over their sum with odd multipliers): the priority by which examples are drawn. */
export function mixHash(a: number, b: number, c: number): number {
    let h = (Math.imul(a, 0x9e37_79b1) ^ Math.imul(b, 0x85eb_ca77) ^ Math.imul(c, 0xc2b2_ae3d)) >>> 0;
    h = Math.imul(h ^ (h >>> 16), 0x85eb_ca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2_ae35);
    return (h ^ (h >>> 16)) >>> 0;
}
