import type { RequestHandler } from '@sveltejs/kit';
import * as v from 'valibot';
import { hearMessage } from '#capabilities/data-rights/messages.server.ts';
import { HearMessage } from '#capabilities/data-rights/inputs.ts';
import { PortalPush } from '#capabilities/filing/inputs.ts';
import { hearPortal } from '#capabilities/filing/poll-portal.server.ts';
import { EntryState } from '#capabilities/payments/answers.ts';
import { fromBank } from '#capabilities/payments/bank.server.ts';
import { BankEntry } from '#capabilities/payments/inputs.ts';
import type { Context } from '#platform/context.server.ts';
import type { Settings } from '#platform/settings.server.ts';
import { program } from '#program/program.server.ts';
import { answerApi, problem } from './api.server.ts';
import { signedBody } from './signed.server.ts';

type Heard = Omit<Context, 'actor' | 'request'>;

/** What an outside system may tell the house: one definition for the address, the description of the API and the page of staff. */
export type Webhook = {
	address: string;
	/** The setting that holds its secret; without one nobody is heard. */
	setting: keyof Settings & `${string}_${'SECRET' | 'KEY'}`;
	summary: string;
	input: v.GenericSchema;
	answer: v.GenericSchema;
	/** What it sends, made up. */
	example: (at: Date) => object;
	hear: (base: Heard, body: unknown) => Promise<unknown>;
};

const bank: Webhook = {
	address: '/api/bank/webhook',
	setting: 'BANK_WEBHOOK_SECRET',
	summary: 'The bank tells of money. Told twice it counts once.',
	input: BankEntry,
	answer: v.object({ state: EntryState }),
	example: (at) => ({
		id: 'FT26001-0001',
		amount: 8000,
		account: '0000000000',
		currency: 'VND',
		type: 'credit',
		purpose: 'TN 0000 0000 0000',
		at: at.toISOString()
	}),
	hear: fromBank
};

const messages: Webhook = {
	address: '/api/messages/inbound',
	setting: 'MESSAGES_SECRET',
	summary: 'The operator of messages passes one on. Passed on twice it counts once.',
	input: HearMessage,
	answer: v.object({
		ended: v.number(),
		why: v.nullable(v.picklist(['not-understood', 'phone-unknown', 'phone-shared']))
	}),
	example: () => ({ id: 'SMS-0001', from: '+84000000000', text: 'THÔI NHỜ' }),
	hear: hearMessage
};

const portal: Webhook = {
	address: '/api/portal/status',
	setting: 'PORTAL_KEY',
	summary: 'The portal tells of a status. The house asks as well, so nothing is lost where this is.',
	input: PortalPush,
	answer: v.object({ heard: v.literal(true) }),
	example: (at) => ({ code: '000.00.00.X00-260714-0001', status: 4, at: at.toISOString() }),
	hear: async (base, body) => {
		await hearPortal({ ...base, clock: () => base.now }, v.parse(PortalPush, body));
		return { heard: true };
	}
};

export const webhooks = { bank, messages, portal };
export type WebhookName = keyof typeof webhooks;

/** Hears one: signed with the secret of its setting, or not at all. */
export const heardAt =
	({ setting, hear }: Webhook): RequestHandler =>
	async ({ request, locals }) => {
		const { settings, base } = program();
		const body = await signedBody(request, settings[setting], locals.now);
		if (body === null) return problem(request, 401, 'wrong-signature');
		return answerApi(request, () => hear({ ...base, now: locals.now }, JSON.parse(body)));
	};
