import { createHmac, timingSafeEqual } from 'node:crypto';
import * as v from 'valibot';
import type { Answer, Carrier, Receipt } from '#capabilities/notices/port.ts';
import { callOutside } from './call.server.ts';
import { measured } from '#capabilities/notices/parts.server.ts';

const PATIENCE_MS = 10_000;

/** `secret` of receipts is ours alone; the gateway has `key` and `password` of its own making. */
export type SmsGateway = {
	url: string;
	key: string;
	password: string;
	brand: string;
	secret: string;
	/** Where the house is reached: receipts come to an address under it. */
	origin: string;
};

const Said = v.object({
	CodeResult: v.pipe(v.union([v.string(), v.number()]), v.transform(String)),
	SMSID: v.optional(v.string())
});
const TAKEN = '100';
const TAKEN_BEFORE = '124';
/** What it refuses by, in one word; any other code is named as it is. No number is forgotten on the word of a gateway that may be set up wrongly. */
const refusals: Record<string, string> = {
	99: 'blocked',
	101: 'settings',
	102: 'settings',
	103: 'balance',
	104: 'settings',
	108: 'number',
	140: 'settings',
	146: 'text',
	177: 'operator'
};

/** Not taken, whatever is the matter; these alone may pass by themselves. */
const passing = [408, 425, 429];

const national = (number: string): string => number.replace(/^\+84/, '0').replace(/^\+/, '');

function answerOf(said: v.InferOutput<typeof Said>, id: string, parts: number): Answer {
	// A name that it knows was taken before: whoever asked had no answer then. It does not say again under which name of its own.
	if (said.CodeResult === TAKEN_BEFORE) return { ref: said.SMSID || id, parts };
	if (said.CodeResult !== TAKEN)
		return { refused: refusals[said.CodeResult] ?? `code ${said.CodeResult}`, forgets: false };
	if (!said.SMSID) throw new Error('the gateway took it and names nothing');
	return { ref: said.SMSID, parts };
}

/** The secret of one try: whoever learns it can say what became of that try, and of no other. */
const proof = (secret: string, id: string): Buffer =>
	createHmac('sha256', secret).update(`sms-receipt\0${id}`).digest();
const secretOf = (secret: string, id: string): string => `${id}.${proof(secret, id).toString('base64url')}`;

/** The try that an address was made for, or null where we did not make it. */
function tryOf(given: string, secret: string): string | null {
	const at = given.lastIndexOf('.');
	const [id, mac] = [given.slice(0, at), Buffer.from(given.slice(at + 1), 'base64url')];
	const right = proof(secret, id);
	return at > 0 && mac.length === right.length && timingSafeEqual(mac, right) ? id : null;
}

/** A report comes in the query of a GET, or as a form or JSON in a POST. */
function fieldsOf(body: string, query: URLSearchParams): Record<string, string> {
	if (query.has('SendStatus')) return Object.fromEntries(query);
	try {
		const read = v.safeParse(v.record(v.string(), v.unknown()), JSON.parse(body));
		return read.success ? Object.fromEntries(Object.entries(read.output).map(([name, one]) => [name, `${one}`])) : {};
	} catch {
		return Object.fromEntries(new URLSearchParams(body));
	}
}

/** Its states: 4 was turned away, 5 is over (how, two counts say); on the way it says nothing that we keep. */
function saidOf({ SendStatus, SendSuccess, SendFailed }: Record<string, string>): Receipt['said'] | null {
	if (SendStatus === '4') return 'failed';
	if (SendStatus !== '5') return null;
	if (Number(SendSuccess) > 0) return 'arrived';
	return Number(SendFailed) > 0 ? 'failed' : null;
}

/**
 * Texts through a gateway of brand names, over HTTP as those of Viet Nam have it. It takes a name (`RequestId`) once *in a day*:
 * whoever was silent may be asked again until midnight of Viet Nam and not after. Redirects and plain http are faults.
 */
export function smsByHttp(gateway: SmsGateway, patience = PATIENCE_MS): Carrier {
	const { url, key, password, brand, secret, origin } = gateway;
	const headers = { 'content-type': 'application/json' };
	const post = (fields: object): Promise<Response> =>
		callOutside('SMS_URL', url, { headers, body: JSON.stringify(fields) }, patience);
	return {
		channel: 'sms',
		keepsIds: true,
		hand: async ({ id, to, text: whole }) => {
			const { text, marked, parts } = measured(whole);
			const reply = await post({
				...{ ApiKey: key, SecretKey: password, Brandname: brand, SmsType: '2' },
				...{ Phone: national(to), Content: text, IsUnicode: marked ? '1' : '0', RequestId: id },
				CallbackUrl: new URL(`/api/notices/receipts/sms/${secretOf(secret, id)}`, origin).href
			});
			if (reply.status >= 400 && reply.status < 500 && !passing.includes(reply.status))
				return { refused: `http ${reply.status}`, forgets: false };
			if (!reply.ok) throw new Error(`gateway ${reply.status}`);
			return answerOf(v.parse(Said, await reply.json()), id, parts);
		},
		receipts: ({ secret: given, body, query }) => {
			const id = tryOf(given, secret);
			if (id === null) return null;
			const fields = fieldsOf(body, query);
			if (fields['RequestId'] && fields['RequestId'] !== id) return null;
			const said = saidOf(fields);
			const why = said === 'failed' ? `status ${fields['SendStatus']}` : null;
			return said === null ? [] : [{ id, ref: fields['SMSID'] || null, said, why }];
		}
	};
}
