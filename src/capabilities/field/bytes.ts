/** Bytes that are nobody else's: what WebCrypto takes and gives. */
export type Bytes = Uint8Array<ArrayBuffer>;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

export const utf8 = (text: string): Bytes => encoder.encode(text);
export const textOf = (bytes: BufferSource): string => decoder.decode(bytes);

/** Base64url without padding. */
export function toBase64url(bytes: Uint8Array): string {
	let latin = '';
	// A call takes only so many arguments.
	for (let at = 0; at < bytes.length; at += 8192) latin += String.fromCharCode(...bytes.subarray(at, at + 8192));
	return btoa(latin).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Throws where the text is none. */
export function fromBase64url(text: string): Bytes {
	const latin = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
	const bytes = new Uint8Array(latin.length);
	for (let at = 0; at < latin.length; at++) bytes[at] = latin.charCodeAt(at);
	return bytes;
}

export function joined(...parts: readonly Uint8Array[]): Bytes {
	const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}

export const randomBytes = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length));

/** An id of version 7 (RFC 9562): the milliseconds first, then chance. Nothing relies on its order within one millisecond. */
export function newId(now: number): string {
	const bytes = randomBytes(16);
	const time = new DataView(bytes.buffer);
	time.setUint16(0, Math.floor(now / 2 ** 32) & 0xffff);
	time.setUint32(2, now % 2 ** 32);
	bytes[6] = 0x70 | (bytes[6]! & 0x0f);
	bytes[8] = 0x80 | (bytes[8]! & 0x3f);
	const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
	return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
