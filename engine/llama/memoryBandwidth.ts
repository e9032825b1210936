/** GB/s from the makers' data sheets. The first that matches a device's name counts, so the longer name of a family stands first. */
const GPUS: readonly (readonly [name: RegExp, gigabytes: number])[] = [
    [/H200/i, 4800],
    [/B200|GB200/i, 8000],
    [/H100/i, 3350],
    [/A100/i, 1555],
    [/L40/i, 864],
    [/\bL4\b/i, 300],
    [/V100/i, 900],
    [/\bT4\b/i, 320],
    [/6000 Ada|RTX A6000 Ada/i, 960],
    [/RTX PRO 6000/i, 1792],
    [/A6000/i, 768],
    [/5090/i, 1792],
    [/5080/i, 960],
    [/5070 Ti/i, 896],
    [/5070/i, 672],
    [/5060/i, 448],
    [/4090/i, 1008],
    [/4080/i, 717],
    [/4070/i, 504],
    [/4060/i, 272],
    [/3090/i, 936],
    [/3080/i, 760],
    [/3070/i, 448],
    [/3060/i, 360],
    [/7900 XTX/i, 960],
    [/7900/i, 800],
    [/9070/i, 640],
    [/M[1-3] Ultra/i, 800],
    [/M4 Max/i, 546],
    [/M[1-3] Max/i, 400],
    [/M4 Pro/i, 273],
    [/M3 Pro/i, 150],
    [/M[12] Pro/i, 200],
    [/M4/i, 120],
    [/M[23]/i, 100],
    [/M1/i, 68],
    [/Arc.*(A770|B580)/i, 456]
];
/** What a middling card of the last years moves. */
const UNKNOWN_GPU = 300;

/** Bytes a second that a GPU's memory moves, by its name; a middling one where the name is not known. */
export function gpuBandwidth(name: string): number {
    return (GPUS.find(([known]) => known.test(name))?.[1] ?? UNKNOWN_GPU) * 1e9;
}

/** Larger than what caches hold, on most machines; takes some 50 ms. */
const BYTES = 64 << 20;
const ROUNDS = 3;

let measured: number | undefined;

/** Bytes a second that one core moves through main memory (read and written): the fastest of a few copies, measured once a process. */
export function ramBandwidth(): number {
    measured ??= measure();
    return measured;
}

function measure(): number {
    const from = new Uint8Array(BYTES).fill(1);
    const to = new Uint8Array(BYTES).fill(2);
    let fastest = Infinity;
    for (let i = 0; i < ROUNDS; i++) {
        const started = performance.now();
        to.set(from);
        fastest = Math.min(fastest, performance.now() - started);
    }
    // gives the memory back now and not with the next large collection
    for (const {buffer} of [from, to]) buffer.transfer(0);
    return (2 * BYTES) / (Math.max(fastest, 0.1) / 1000);
}
