import { randomBytes } from 'node:crypto';
import { mostAt } from '#program/wire.ts';
import type { Settings } from '#platform/settings.server.ts';
import { schemaOf } from './openapi/schemas.server.ts';
import { MOST_AGE_SECONDS, signatureOf } from './signed.server.ts';
import { webhooks, type Webhook, type WebhookName } from './webhooks.server.ts';

type Shape = {
	type?: string;
	format?: string;
	enum?: readonly (string | number)[];
	maxLength?: number;
	minimum?: number;
	pattern?: string;
};

/** What may stand in a field, as a programmer reads it. */
const shapeOf = ({ type, format, enum: choices, maxLength, minimum, pattern }: Shape): string =>
	choices
		? choices.join(' | ')
		: [format ?? type, maxLength && `≤ ${maxLength}`, minimum !== undefined && `≥ ${minimum}`, pattern]
				.filter(Boolean)
				.join(' ');

function fieldsOf({ input }: Webhook) {
	const { properties, required } = schemaOf(input) as { properties: Record<string, Shape>; required: string[] };
	return Object.entries(properties).map(([name, shape]) => ({
		name,
		shape: shapeOf(shape),
		needed: required.includes(name)
	}));
}

/** A call as the other side would send it now, under a secret that opens nothing. */
export function exampleOf({ example }: Webhook, now: Date) {
	const secret = `thu-${randomBytes(9).toString('hex')}`;
	const body = JSON.stringify(example(now));
	return { secret, body, headers: { 'content-type': 'application/json', ...signatureOf(secret, body, now) } };
}

const shown = (name: WebhookName, webhook: Webhook, settings: Settings, now: Date) => ({
	name,
	address: settings.ORIGIN + webhook.address,
	setting: webhook.setting,
	set: settings[webhook.setting] !== '',
	fields: fieldsOf(webhook),
	example: exampleOf(webhook, now)
});
export type HookShown = ReturnType<typeof shown>;

/** Every webhook as its page shows it, with what holds for all of them. */
export const hooksShown = (settings: Settings, now: Date) => ({
	seconds: MOST_AGE_SECONDS,
	kilobytes: mostAt(webhooks.bank.address) / 1024,
	hooks: (Object.entries(webhooks) as [WebhookName, Webhook][]).map((one) => shown(...one, settings, now))
});
