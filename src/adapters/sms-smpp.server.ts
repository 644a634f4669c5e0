import type { Pdu, Session } from 'smpp';
import type { Answer, Carrier, Handing } from '#capabilities/notices/port.ts';
import { NotSent } from '#kernel/not-sent.ts';
import { measured } from '#capabilities/notices/parts.server.ts';
import { lineTo, NotBound, type Line } from './smpp-line.server.ts';

const PATIENCE_MS = 10_000;
const ALPHANUMERIC = 5;
const INTERNATIONAL = 1;
const ISDN = 1;
const GSM = 0;
const UCS2 = 8;
const SYSTEM_ERROR = 8;
const MOST_SECONDS = 30 * 86_400;

/** A carrier whose receipts come by a line of its own. One process listens: the one that hands over. */
export type Lined = Carrier & Pick<Line, 'listen'>;

/** What it refuses by, in one word; any other status is named as it is. */
const refusals: Record<number, string> = { 10: 'settings', 11: 'number', 20: 'not-now', 88: 'not-now' };

const two = (value: number): string => `${Math.floor(value)}`.padStart(2, '0');

/** So long from now, as SMPP writes it: years, months, days, hours, minutes, seconds, and `R` for relative. */
function periodOf(seconds: number): string {
	const left = Math.min(Math.max(seconds, 60), MOST_SECONDS);
	return `0000${two(left / 86_400)}${two((left % 86_400) / 3600)}${two((left % 3600) / 60)}${two(left % 60)}000R`;
}

function messageOf({ to, text: whole, standsFor }: Handing, brand: string, receipts: boolean) {
	const { text, marked, parts } = measured(whole);
	// A long text in one piece: the centre cuts it, gives it one name and one receipt.
	const words = parts > 1 ? { short_message: '', message_payload: { message: text } } : { short_message: text };
	const message = {
		...{ source_addr_ton: ALPHANUMERIC, source_addr_npi: 0, source_addr: brand },
		...{ dest_addr_ton: INTERNATIONAL, dest_addr_npi: ISDN, destination_addr: to.replace(/^\+/, '') },
		...{ data_coding: marked ? UCS2 : GSM, registered_delivery: receipts ? 1 : 0 },
		...{ validity_period: periodOf(standsFor), ...words }
	};
	return { message, parts };
}

/** The answer to one message, or a throw: of the patience, or because the line broke. A line that is silent is not used again. */
function submit(session: Session, message: object, patience: number): Promise<Pdu> {
	return new Promise((answered, no) => {
		const hungUp = (): void => over(() => no(new Error('the centre of texts hung up')));
		const timer = setTimeout(() => {
			over(() => no(new Error('the centre of texts is silent')));
			session.destroy();
		}, patience);
		const over = (end: () => void): void => {
			clearTimeout(timer);
			session.off('close', hungUp);
			end();
		};
		session.once('close', hungUp);
		if (!session.submit_sm(message, (pdu) => over(() => answered(pdu)))) hungUp();
	});
}

/** Where no line is to be had, nothing went. */
async function bound(open: Line['open']): Promise<Session> {
	try {
		return await open();
	} catch (fault) {
		if (fault instanceof NotBound) throw fault;
		throw new NotSent(fault instanceof Error ? fault.message : 'no line');
	}
}

function answerOf({ command_status: status, message_id: ref }: Pdu, parts: number): Answer {
	if (status === 0 && ref) return { ref, parts };
	if (status === 0 || status === SYSTEM_ERROR) throw new Error(`the centre of texts says ${status}`);
	return { refused: refusals[status] ?? `status ${status}`, forgets: false };
}

/**
 * Texts by SMPP 3.4, the second way beside a gateway of HTTP. A repeated text is a new one there. Receipts come by the same line,
 * to whoever listens, and never to an address of the web.
 */
export function smsBySmpp(centre: { url: string; brand: string }, patience = PATIENCE_MS): Lined {
	const { open, listen, listens } = lineTo(centre.url, patience);
	return {
		channel: 'sms-2',
		keepsIds: false,
		hand: async (handing) => {
			const { message, parts } = messageOf(handing, centre.brand, listens());
			try {
				return answerOf(await submit(await bound(open), message, patience), parts);
			} catch (fault) {
				if (fault instanceof NotBound) return { refused: 'settings', forgets: false };
				throw fault;
			}
		},
		listen
	};
}
