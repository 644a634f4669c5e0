import { once } from 'node:events';
import { SegmentedMessage } from 'sms-segments-calculator';
import type { Env } from '../env.ts';
import { sendJson, serveRoutes, type Call } from '../http.ts';
import type { Exchange, Taken } from './exchange.ts';

/** The codes of its answers, and what it says beside them. */
const codes = {
	100: undefined,
	101: 'Authorize Failed',
	103: 'Balance not enough to send',
	104: 'Brand name code is not exist',
	108: 'Phone number is not valid',
	110: 'Content or CallbackUrl is not right',
	124: 'Request exist'
} as const;
type Code = keyof typeof codes;

/** One marked letter makes all of them marked; sent as unmarked, what that alphabet lacks is lost on the way. */
function asRead(text: string, marked: boolean): { text: string; parts: number } {
	const measured = new SegmentedMessage(text);
	if (marked || measured.encodingName === 'GSM-7') return { text, parts: measured.segmentsCount };
	const lost = new Set(measured.getNonGsmCharacters());
	const left = Array.from(text, (letter) => (lost.has(letter) ? '?' : letter)).join('');
	return { text: left, parts: new SegmentedMessage(left).segmentsCount };
}

/** What it finds to say against a message before it takes it. */
function fault(fields: Record<string, string>, env: Env, exchange: Exchange): Code | null {
	const { ApiKey, SecretKey, Brandname, Phone, Content, RequestId, CallbackUrl } = fields;
	if (ApiKey !== env.smsKey || SecretKey !== env.smsSecret) return 101;
	if (Brandname !== env.smsBrand) return 104;
	if (!/^(0|84)\d{9}$/.test(Phone ?? '')) return 108;
	if (!Content || (CallbackUrl && !URL.canParse(CallbackUrl))) return 110;
	if (RequestId && exchange.wasTaken('sms', RequestId)) return 124;
	return exchange.state.lines.sms.mode === 'broke' ? 103 : null;
}

/** The delivery report of one message, as a GET to the address that came with it. */
export function report({ tell, id, requestId, to }: Taken, said: 'arrived' | 'failed'): object {
	const url = new URL(tell);
	const arrived = said === 'arrived';
	const facts = {
		...{ SMSID: id, RequestId: requestId ?? '', SendStatus: '5', TypeId: '2', phonenumber: to },
		...{ SendSuccess: arrived ? '1' : '0', SendFailed: arrived ? '0' : '1', TotalReceiver: '1', TotalSent: '1' }
	};
	for (const [name, value] of Object.entries(facts)) url.searchParams.set(name, value);
	return { url: url.href, method: 'GET' };
}

/** Takes one message as the gateways of brand names do: fields in JSON, a code in the answer, and a name that is taken once. */
const takeSms =
	(env: Env, exchange: Exchange) =>
	({ response, fields: given }: Call): void => {
		const { mode } = exchange.state.lines.sms;
		const fields = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value ?? '')]));
		const wrong = fault(fields, env, exchange);
		if (wrong !== null) return sendJson(response, { CodeResult: `${wrong}`, ErrorMessage: codes[wrong] });
		const { text, parts } = asRead(fields['Content']!, fields['IsUnicode'] === '1');
		const { id } = exchange.take({
			...{ line: 'sms', requestId: fields['RequestId'] || null, to: fields['Phone']!, from: env.smsBrand },
			...{ text, parts, tell: fields['CallbackUrl'] ?? '' }
		});
		// It has it, and whoever waits for a word is left waiting.
		if (mode === 'silent') return;
		sendJson(response, { CodeResult: '100', CountRegenerate: 0, SMSID: id });
	};

/** The gateway at a port of its own, at which nobody listens while it is down. */
export async function openSms(env: Env, exchange: Exchange) {
	const open = () =>
		serveRoutes(env.smsPort, env.origin, [{ method: 'POST', path: /^\/gui-tin$/, answer: takeSms(env, exchange) }]);
	const isDown = (): boolean => exchange.state.lines.sms.mode === 'down';
	let server = isDown() ? null : await open();
	/** As its lever stands now. */
	const turn = async (): Promise<void> => {
		if (!isDown()) server ??= await open();
		else if (server) {
			const closed = once(server, 'close');
			server.close();
			server.closeAllConnections();
			server = null;
			await closed;
		}
	};
	return { turn };
}
