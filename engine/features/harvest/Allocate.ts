/** Gives zeroed memory of so many bytes: one's own, or one that two threads share. */
export type Allocate = (bytes: number) => ArrayBufferLike;

export const inOwnMemory: Allocate = (bytes) => new ArrayBuffer(bytes);
