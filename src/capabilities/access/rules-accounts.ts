import type { Role } from './rules-roles.ts';

/** Whoever may agree to what another asked for: such a role is given by two, or one would make their own second person. */
export const secondEyes = ['administrator', 'leader'] as const satisfies readonly Role[];

/** What an administrator gives alone. */
export const givenAlone = (role: Role): boolean => !(secondEyes as readonly Role[]).includes(role);

/** So long waits what a second person has to agree to. */
export const CHANGE_DAYS = 7;

/** So long works a key, and its token after a new one took its place. */
export const KEY_DAYS = 365;
export const OLD_KEY_HOURS = 24;

const DAY_MS = 24 * 3_600_000;
export const daysAfter = (now: Date, days: number): Date => new Date(now.getTime() + days * DAY_MS);

/** Letters and digits that nobody confuses on paper: 32 of them, so that a byte gives five even bits. */
const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';

/** Sixteen signs in fours, 80 bits, as somebody types them from a paper. */
export const typable = (bytes: Uint8Array): string =>
	[...bytes.subarray(0, 16)]
		.map((byte) => ALPHABET[byte & 31])
		.join('')
		.replace(/(.{4})(?=.)/g, '$1-');
