import { createHmac, timingSafeEqual } from 'node:crypto';

/** How long a signed call is good, before and after the moment that it names. */
export const MOST_AGE_SECONDS = 300;

const signed = (secret: string, stamp: string, body: string): Buffer =>
	createHmac('sha256', secret).update(`${stamp}.${body}`).digest();

/** The headers by which a call with this body is known. */
export function signatureOf(secret: string, body: string, at: Date): { 'x-timestamp': string; 'x-signature': string } {
	const stamp = String(Math.floor(at.getTime() / 1000));
	return { 'x-timestamp': stamp, 'x-signature': signed(secret, stamp, body).toString('hex') };
}

/**
 * The body of a signed call from an outside system (hex HMAC-SHA256 over `timestamp.body`, seconds), or null when the
 * signature is wrong or older than five minutes.
 */
export async function signedBody(request: Request, secret: string, now: Date): Promise<string | null> {
	const [stamp, given] = [request.headers.get('x-timestamp') ?? '', request.headers.get('x-signature') ?? ''];
	const body = await request.text();
	const right = signed(secret, stamp, body);
	const sent = Buffer.from(given, 'hex');
	const fresh = Math.abs(now.getTime() / 1000 - Number(stamp)) <= MOST_AGE_SECONDS;
	return secret !== '' && fresh && sent.length === right.length && timingSafeEqual(sent, right) ? body : null;
}
