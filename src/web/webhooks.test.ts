import * as v from 'valibot';
import { expect, test } from 'vitest';
import { MOST_AGE_SECONDS, signatureOf, signedBody } from './signed.server.ts';
import { exampleOf } from './webhooks-shown.server.ts';
import { webhooks, type Webhook } from './webhooks.server.ts';

const all = Object.entries<Webhook>(webhooks);
const now = new Date('2026-07-14T02:43:00Z');
const later = (seconds: number): Date => new Date(now.getTime() + seconds * 1000);
const sent = (headers: Record<string, string>, body: string) =>
	new Request('https://dvc.xa-may.example/x', { method: 'POST', headers, body });

test.each(all)('the example of %s is heard by what hears the real one, and says what it takes', async (_, webhook) => {
	const { secret, body, headers } = exampleOf(webhook, now);
	expect(await signedBody(sent(headers, body), secret, now)).toBe(body);
	expect(v.safeParse(webhook.input, JSON.parse(body)).issues).toBeUndefined();
	const fields = Object.keys((webhook.input as unknown as { entries: object }).entries);
	expect(Object.keys(JSON.parse(body) as object).toSorted()).toEqual(fields.toSorted());
});

test('nothing else is heard: another secret, none, another body, another time, milliseconds', async () => {
	const { secret, body, headers } = exampleOf(webhooks.messages, now);
	const heard = (given: Record<string, string>, text = body, by = secret, at = now) =>
		signedBody(sent(given, text), by, at);
	expect(await heard(headers, body, `${secret}x`)).toBeNull();
	expect(await heard({ ...headers, ...signatureOf('', body, now) }, body, '')).toBeNull();
	expect(await heard(headers, body.replace('THÔI', 'THOI'))).toBeNull();
	for (const at of [MOST_AGE_SECONDS + 1, -MOST_AGE_SECONDS - 1])
		expect(await heard(headers, body, secret, later(at))).toBeNull();
	for (const at of [MOST_AGE_SECONDS - 1, 1 - MOST_AGE_SECONDS])
		expect(await heard(headers, body, secret, later(at))).toBe(body);
	const inMilliseconds = signatureOf(secret, body, new Date(now.getTime() * 1000));
	expect(await heard({ ...headers, ...inMilliseconds })).toBeNull();
	expect(await heard({ 'content-type': 'application/json' })).toBeNull();
});
