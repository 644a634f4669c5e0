import { createECDH } from 'node:crypto';
import { buildPushPayload } from '@block65/webcrypto-web-push';
import * as v from 'valibot';
import type { Carrier } from '#capabilities/notices/port.ts';
import { isPushHost } from '#kernel/push-host.ts';
import { callOutside } from './call.server.ts';

const PATIENCE_MS = 10_000;
/** Several that wait are one ring: a push says only that there is something. */
const TOPIC = 'tin';

const Subscription = v.pipe(
	v.string(),
	v.parseJson(),
	v.object({ endpoint: v.string(), keys: v.object({ p256dh: v.string(), auth: v.string() }) })
);

/** `key`: 32 bytes on P-256, of which the other half is what browsers are given. `contact`: whom a push service writes to (RFC 8292). */
export type PushSender = { key: string; contact: string; hosts: string };

/** What a browser is given to subscribe by. */
export function pushKeyOf(key: string): string {
	const pair = createECDH('prime256v1');
	pair.setPrivateKey(Buffer.from(key, 'base64url'));
	return pair.getPublicKey('base64url');
}

/** Sealed to one browser (RFC 8291) and signed as ours. The library signs for https alone: a stand-in on this machine is signed for as if it were. */
async function requestTo(to: v.InferOutput<typeof Subscription>, text: string, ttl: number, sender: PushSender) {
	const subscription = { ...to, endpoint: to.endpoint.replace(/^http:/, 'https:'), expirationTime: null };
	const vapid = { subject: sender.contact, publicKey: pushKeyOf(sender.key), privateKey: sender.key };
	const options = { ttl: Math.max(1, Math.round(ttl)), urgency: 'normal', topic: TOPIC } as const;
	return buildPushPayload({ data: text, options }, subscription, vapid);
}

/** Browsers that asked for it, by Web Push. Taken is its last mark; a subscription that is gone is forgotten. No redirect is followed. */
export function pushToBrowsers(sender: PushSender, patience = PATIENCE_MS): Carrier {
	return {
		channel: 'push',
		keepsIds: false,
		hand: async ({ id, to, text, standsFor }) => {
			const read = v.safeParse(Subscription, to);
			if (!read.success) return { refused: 'subscription', forgets: true };
			const { endpoint } = read.output;
			if (!isPushHost(endpoint, sender.hosts)) return { refused: 'host', forgets: false };
			const request = await requestTo(read.output, text, standsFor, sender).catch(() => null);
			if (request === null) return { refused: 'subscription', forgets: true };
			const { status } = await callOutside('push', endpoint, request, patience);
			if (status >= 200 && status < 300) return { ref: id, parts: 1 };
			if (status === 404 || status === 410) return { refused: 'gone', forgets: true };
			if (status === 429) return { refused: 'not-now 429', forgets: false };
			if (status >= 400 && status < 500) return { refused: `http ${status}`, forgets: false };
			throw new Error(`push service ${status}`);
		}
	};
}
