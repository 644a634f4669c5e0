import smpp, { type Pdu, type Session } from 'smpp';
import type { Receipt } from '#capabilities/notices/port.ts';
import { onThisMachine } from '#kernel/on-this-machine.ts';

const ENQUIRE_MS = 30_000;
const AGAIN_MS = 5000;

/** Who heard what the centre said of earlier texts; it is told again to whoever could not. */
export type Heard = (receipts: Receipt[]) => Promise<void>;

/** The centre does not know us: nothing was sent. */
export class NotBound extends Error {}

const ROK = 0;
/** Not now, and not at all. */
const RX_T_APPN = 0x64;
const RX_P_APPN = 0x65;
const RECEIPT = 0x04;
const states: Record<number, string> = { 2: 'DELIVRD', 3: 'EXPIRED', 4: 'DELETED', 5: 'UNDELIV', 8: 'REJECTD' };
const failed = ['EXPIRED', 'DELETED', 'UNDELIV', 'REJECTD'];

/** One receipt, from its fields or from the sentence that older centres send; null where it says nothing final. */
function receiptOf({ receipted_message_id: named, message_state: state, short_message: words }: Pdu): Receipt | null {
	const text = String(words?.message ?? '');
	const ref = named || /\bid:(\S+)/.exec(text)?.[1];
	const said = states[state ?? 0] ?? /\bstat:(\w+)/.exec(text)?.[1] ?? '';
	if (!ref) return null;
	if (said === 'DELIVRD') return { id: null, ref, said: 'arrived', why: null };
	return failed.includes(said) ? { id: null, ref, said: 'failed', why: said.toLowerCase() } : null;
}

/** Answered once it is kept: until then the centre keeps it. What people send comes by another way. */
async function deliver(session: Session, pdu: Pdu, heard: Heard | undefined): Promise<void> {
	if (((pdu.esm_class ?? 0) & 0x3c) !== RECEIPT || !heard)
		return void session.send(pdu.response({ command_status: heard ? RX_P_APPN : RX_T_APPN }));
	const receipt = receiptOf(pdu);
	const status = await heard(receipt ? [receipt] : []).then(
		() => ROK,
		() => RX_T_APPN
	);
	session.send(pdu.response({ command_status: status }));
}

function connect(url: string): Session {
	const { protocol, hostname, port } = new URL(url);
	const tls = protocol === 'ssmpp:';
	if (!tls && !(protocol === 'smpp:' && onThisMachine(url))) throw new Error('SMPP_URL is not ssmpp');
	const at = { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) || (tls ? 3550 : 2775) };
	return smpp.connect({ ...at, tls, auto_enquire_link_period: ENQUIRE_MS });
}

/** A bound line, or a throw within the patience of whoever asks. */
function bind(url: string, patience: number, heard: () => Heard | undefined): Promise<Session> {
	return new Promise((bound, no) => {
		const session = connect(url);
		const giveUp = (fault: Error): void => {
			clearTimeout(timer);
			session.destroy();
			no(fault);
		};
		const timer = setTimeout(() => giveUp(new Error('the centre of texts is silent')), patience);
		session.on('error', (fault: Error) => giveUp(fault));
		session.on('close', () => giveUp(new Error('the centre of texts hung up')));
		session.on('enquire_link', (pdu: Pdu) => session.send(pdu.response()));
		session.on('deliver_sm', (pdu: Pdu) => void deliver(session, pdu, heard()));
		const { username, password } = new URL(url);
		const us = { system_id: decodeURIComponent(username), password: decodeURIComponent(password) };
		session.once(url.startsWith('ssmpp:') ? 'secureConnect' : 'connect', () =>
			session.bind_transceiver(us, ({ command_status: status }) => {
				clearTimeout(timer);
				if (status === ROK) bound(session);
				else giveUp(new NotBound(`bind ${status}`));
			})
		);
	});
}

export type Line = {
	/** The line, bound; a throw where there is none within the patience. */
	open: () => Promise<Session>;
	/** From now on receipts go to `heard`, and the line is kept open for them, whoever sent the text. */
	listen: (heard: Heard) => void;
	listens: () => boolean;
};

/** One line to the centre, opened when it is needed and opened anew when it broke. */
export function lineTo(url: string, patience: number): Line {
	let line: Promise<Session> | null = null;
	let heard: Heard | undefined;
	const again = (): void => {
		line = null;
		if (heard) setTimeout(() => void open().catch(() => {}), AGAIN_MS).unref();
	};
	const open = (): Promise<Session> => {
		line ??= bind(url, patience, () => heard).then(
			(session) => {
				session.once('close', again);
				return session;
			},
			(fault: unknown) => {
				again();
				throw fault;
			}
		);
		return line;
	};
	const listen = (to: Heard): void => {
		heard = to;
		open().catch(() => {});
	};
	return { open, listen, listens: () => heard !== undefined };
}
