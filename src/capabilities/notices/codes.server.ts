import { randomInt } from 'node:crypto';

/** Four digits for the end of a word. 0000 is nobody's: what is only shown or tried out ends with it. */
export const newCode = (): string => String(randomInt(1, 10_000)).padStart(4, '0');
