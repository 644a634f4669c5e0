import { createHash, timingSafeEqual } from 'node:crypto';
import * as v from 'valibot';
import type { Answer, Carrier, Handing, Receipt } from '#capabilities/notices/port.ts';
import { callOutside } from './call.server.ts';
import { NoToken, tokensOf, type TokenKeeper } from './zalo-tokens.server.ts';

const PATIENCE_MS = 10_000;

/** `templates`: `word=id,word=id`, each approved by Zalo; `*` is for every word that has none of its own. */
export type ZaloAccount = {
	url: string;
	tokenUrl: string;
	appId: string;
	appSecret: string;
	/** Of the official account; signs what comes back. */
	oaSecret: string;
	templates: string;
};

const Said = v.object({ error: v.number(), data: v.optional(v.object({ msg_id: v.string() })) });
const TOKEN_REFUSED = -124;
/** What it refuses by, in one word; any other code is named as it is. */
const refusals: Record<number, string> = { [-114]: 'not-reached', [-118]: 'no-account' };

const Event = v.object({
	app_id: v.string(),
	timestamp: v.string(),
	event_name: v.string(),
	message: v.optional(
		v.object({ msg_id: v.string(), delivery_time: v.optional(v.string()), tracking_id: v.optional(v.string()) })
	)
});

const templatesOf = (text: string): Map<string, string> =>
	new Map(text.split(',').map((pair) => pair.split('=').map((one) => one.trim()) as [string, string]));

function answerOf({ error, data }: v.InferOutput<typeof Said>): Answer {
	if (error !== 0) return { refused: refusals[error] ?? `code ${error}`, forgets: false };
	if (!data) throw new Error('Zalo took it and names nothing');
	return { ref: data.msg_id, parts: 1 };
}

/** Signed by the account's secret over app, body and time, as the body has them. */
function isSigned(given: string, body: string, event: v.InferOutput<typeof Event>, account: ZaloAccount): boolean {
	const right = createHash('sha256').update(`${account.appId}${body}${event.timestamp}${account.oaSecret}`).digest();
	const said = Buffer.from(given.replace(/^mac=/, ''), 'hex');
	return event.app_id === account.appId && said.length === right.length && timingSafeEqual(said, right);
}

/** What came, where it is an event of this account that is signed by it. */
function eventOf(headers: Headers, body: string, account: ZaloAccount): v.InferOutput<typeof Event> | null {
	const read = v.safeParse(v.pipe(v.string(), v.parseJson(), Event), body);
	const signature = headers.get('x-zevent-signature') ?? '';
	return read.success && isSigned(signature, body, read.output, account) ? read.output : null;
}

/** That it arrived; of a message that did not, Zalo says nothing. Other events (somebody writes, follows) are none of ours. */
function receiptsOf({ event_name: name, message }: v.InferOutput<typeof Event>): Receipt[] {
	if (name !== 'user_received_message' || !message?.delivery_time) return [];
	return [{ id: message.tracking_id || null, ref: message.msg_id, said: 'arrived', why: null }];
}

type How = { token: string; templateId: string; patience: number };

function post(
	{ url }: ZaloAccount,
	{ id, to, template }: Handing,
	{ token, templateId, patience }: How
): Promise<Response> {
	const body = JSON.stringify({
		...{ phone: to.replace(/^\+/, ''), template_id: templateId },
		...{ template_data: template.blanks, tracking_id: id }
	});
	const headers = { access_token: token, 'content-type': 'application/json' };
	return callOutside('ZALO_URL', url, { headers, body }, patience);
}

/** Words that Zalo approved, through an official account. A repeated one is a new one there. A token that was turned away is got anew once: nothing was sent by it. */
export function zaloByTemplate(account: ZaloAccount, keeper: TokenKeeper, patience = PATIENCE_MS): Carrier {
	const templates = templatesOf(account.templates);
	const source = { url: account.tokenUrl, appId: account.appId, secret: account.appSecret };
	const token = tokensOf(source, keeper, patience);
	const send = async (handing: Handing, templateId: string, refused: string | null): Promise<Answer> => {
		const used = await token(refused);
		const reply = await post(account, handing, { token: used, templateId, patience });
		if (!reply.ok) throw new Error(`Zalo ${reply.status}`);
		const said = v.parse(Said, await reply.json());
		if (said.error === TOKEN_REFUSED && refused === null) return send(handing, templateId, used);
		return answerOf(said);
	};
	return {
		channel: 'zalo',
		keepsIds: false,
		hand: async (handing) => {
			const { name } = handing.template;
			// What is said of others, or on a telephone of several people, has words of its own: no common template stands for them.
			const own = name === 'shared' || name.endsWith('-for');
			const templateId = templates.get(name) ?? (own ? undefined : templates.get('*'));
			if (!templateId) return { refused: 'template', forgets: false };
			return send(handing, templateId, null).catch((fault: unknown) => {
				if (!(fault instanceof NoToken)) throw fault;
				return { refused: fault.lost ? 'settings' : 'not-now token', forgets: false };
			});
		},
		receipts: ({ headers, body }) => {
			const event = eventOf(headers, body, account);
			return event && receiptsOf(event);
		}
	};
}
