import smpp, { type Pdu, type Session } from 'smpp';
import { SegmentedMessage } from 'sms-segments-calculator';
import type { Env } from '../env.ts';
import type { Exchange, Taken } from './exchange.ts';

const WRONG_PASSWORD = 0x0e;
const WRONG_NUMBER = 0x0b;
const NOT_SUBMITTED = 0x45;
const againAfter = 1000;
const givenUpAfter = 3_600_000;

const wordsOf = ({ short_message: short, message_payload: long }: Pdu): string => {
	const [words, more] = [String(short?.message ?? ''), String(long?.message ?? '')];
	return words === '' ? more : words;
};

/** The sentence in which centres say what became of a text. */
function sentence({ id, text }: Taken, said: 'arrived' | 'failed'): string {
	const how = said === 'arrived' ? 'dlvrd:001 stat:DELIVRD err:000' : 'dlvrd:000 stat:UNDELIV err:001';
	return `id:${id} sub:001 ${how} text:${text.slice(0, 1).replace(/[^ -~]/g, '?')}`;
}

/** One that binds by name and password; in `down` it hangs up on everybody. */
function onSession(session: Session, { bound, env, exchange }: { bound: Set<Session>; env: Env; exchange: Exchange }) {
	const mode = (): string => exchange.state.lines['sms-2'].mode;
	if (mode() === 'down') return void session.destroy();
	session.setMaxListeners(0);
	session.on('error', () => session.destroy());
	session.on('close', () => bound.delete(session));
	session.on('enquire_link', (pdu: Pdu) => session.send(pdu.response()));
	session.on('unbind', (pdu: Pdu) => session.send(pdu.response()));
	session.on('bind_transceiver', (pdu: Pdu) => {
		const known = pdu.system_id === 'tung-nha' && pdu.password === env.smppPassword;
		if (known) bound.add(session);
		session.send(pdu.response({ command_status: known ? 0 : WRONG_PASSWORD }));
	});
	session.on('submit_sm', (pdu: Pdu) => {
		if (!bound.has(session) || mode() === 'down') return session.destroy();
		const to = pdu.destination_addr ?? '';
		if (!/^84\d{9}$/.test(to)) return void session.send(pdu.response({ command_status: WRONG_NUMBER }));
		if (mode() === 'broke') return void session.send(pdu.response({ command_status: NOT_SUBMITTED }));
		const text = wordsOf(pdu);
		const parts = new SegmentedMessage(text).segmentsCount;
		const given = { requestId: null, to, from: pdu.source_addr ?? '', text, parts };
		const { id } = exchange.take({ line: 'sms-2', ...given, tell: pdu.registered_delivery ? 'line' : '' });
		if (mode() !== 'silent') session.send(pdu.response({ message_id: id }));
	});
}

/** Says it again later where it was not kept: told so, or hung up on before any answer. */
function tell(session: Session, receipt: object, again: () => void): void {
	const over = (kept: boolean): void => {
		session.off('close', again);
		if (!kept) again();
	};
	session.once('close', again);
	if (!session.deliver_sm(receipt, ({ command_status: status }) => over(status === 0))) over(false);
}

/** A centre of texts by SMPP, on loopback only. Receipts go by any line that is open, and wait while none is. */
export async function openSmpp(env: Env, exchange: Exchange): Promise<void> {
	const bound = new Set<Session>();
	const later = ({ id, at }: Taken, said: 'arrived' | 'failed'): void => {
		if (Date.now() - Date.parse(at) > givenUpAfter) return;
		exchange.state.steps.push({ taken: id, does: `say-${said}`, at: Date.now() + againAfter });
		exchange.store.save();
	};
	exchange.onTelling('sms-2', (taken, said) => {
		if (taken.tell === '') return;
		const [session] = bound;
		const receipt = {
			...{ source_addr: taken.to, destination_addr: taken.from, esm_class: 4, receipted_message_id: taken.id },
			...{ message_state: said === 'arrived' ? 2 : 5, short_message: sentence(taken, said) }
		};
		if (session) tell(session, receipt, () => later(taken, said));
		else later(taken, said);
	});
	const server = smpp.createServer((session) => onSession(session, { bound, env, exchange }));
	await new Promise<void>((ready, no) => {
		server.once('error', no);
		server.listen(env.smppPort, '127.0.0.1', ready);
	});
}
