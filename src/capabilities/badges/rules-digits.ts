// The six digits of a badge: time-based one-time passwords (RFC 6238) with SHA-256 and steps of half a minute, made alike by the phone
// that shows them and by the house that is asked. They prove who stands there and open nothing.

export const STEP_MS = 30_000;
const DIGITS = 6;

/**
 * How long digits are taken for right: they are read aloud by one and typed by another who is eighty. Ahead, because a phone's clock
 * is known to within seconds.
 */
const STEPS_BACK = 5;
const STEPS_AHEAD = 1;
/** So long it is said of them that they were right and are over (half an hour). */
const STEPS_OLD = 60;

export const stepAt = (ms: number): number => Math.floor(ms / STEP_MS);

/** How many seconds the digits still stand. */
export const secondsLeft = (ms: number): number => Math.ceil((STEP_MS - (ms % STEP_MS)) / 1000);

/** The key of a secret of 32 bytes. */
export const keyOf = (secret: Uint8Array<ArrayBuffer>): Promise<CryptoKey> =>
	crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);

/** The digits of a step (RFC 4226, 5.3: four bytes from where the last half byte says). */
export async function digitsAt(key: CryptoKey, step: number): Promise<string> {
	const counter = new DataView(new ArrayBuffer(8));
	counter.setBigUint64(0, BigInt(step));
	const mac = new DataView(await crypto.subtle.sign('HMAC', key, counter.buffer));
	const number = mac.getUint32(mac.getUint8(mac.byteLength - 1) & 15) & 0x7fff_ffff;
	return String(number % 10 ** DIGITS).padStart(DIGITS, '0');
}

export type Shown = 'right' | 'old' | 'wrong';

/** Whether these digits are shown by a key at a moment, or were a while ago. */
export async function isShown(key: CryptoKey, digits: string, ms: number): Promise<Shown> {
	const now = stepAt(ms);
	for (let step = now + STEPS_AHEAD; step >= now - STEPS_OLD; step--)
		if ((await digitsAt(key, step)) === digits) return step >= now - STEPS_BACK ? 'right' : 'old';
	return 'wrong';
}

/** Six digits however they were parted; null for anything else. */
export function readDigits(typed: string): string | null {
	const digits = typed.replace(/[\s.\-–]/g, '');
	return /^\d{6}$/.test(digits) ? digits : null;
}

/** As they are read aloud: three and three. */
export const groupDigits = (digits: string): string => `${digits.slice(0, 3)} ${digits.slice(3)}`;
