/** Answers that a loaded model writes side by side: a steered one, and the default beside it. */
export const LANES = 2;
