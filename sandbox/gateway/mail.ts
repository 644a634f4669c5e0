import { randomUUID } from 'node:crypto';
import PostalMime from 'postal-mime';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { now } from '../clock.ts';
import type { Env } from '../env.ts';
import { openStore } from '../store.ts';

/** A letter as somebody reads it who opens their inbox. */
export type Letter = {
	id: string;
	messageId: string;
	to: string;
	from: string;
	subject: string;
	text: string;
	hasHtml: boolean;
	at: string;
};
type State = { mode: string; letters: Letter[] };

export const mailModes: Record<string, string> = {
	normal: 'Bình thường',
	down: 'Mất kết nối',
	silent: 'Nhận rồi im lặng',
	unknown: 'Không có hộp thư ấy',
	full: 'Hộp thư đầy'
};

const kept = 200;
const refusals: Record<string, [number, string]> = {
	unknown: [550, '5.1.1 no such mailbox'],
	full: [452, '4.2.2 mailbox full']
};

function refusal(mode: string): Error | null {
	const [responseCode, words] = refusals[mode] ?? [];
	return responseCode ? Object.assign(new Error(words), { responseCode }) : null;
}

async function whole(stream: SMTPServerDataStream): Promise<Buffer> {
	const parts: Buffer[] = [];
	for await (const part of stream) parts.push(part as Buffer);
	return Buffer.concat(parts);
}

async function read(raw: Buffer, { envelope }: SMTPServerSession): Promise<Letter> {
	const { messageId, from, subject, text, html } = await PostalMime.parse(raw);
	return {
		...{ id: randomUUID(), messageId: messageId ?? '', subject: subject ?? '', text: (text ?? '').trim() },
		to: envelope.rcptTo.map(({ address }) => address).join(', '),
		from: from?.name ? `${from.name} <${from.address ?? ''}>` : (from?.address ?? ''),
		...{ hasHtml: Boolean(html), at: now() }
	};
}

/** A mail server with everybody's inbox. It listens before it is given back, on loopback only. */
export async function openMail(env: Env) {
	const store = openStore<State>(env.stateDir, 'mail.json', { mode: 'normal', letters: [] });
	const { state, save } = store;
	const server = new SMTPServer({
		...{ disabledCommands: ['STARTTLS'], allowInsecureAuth: true, disableReverseLookup: true, logger: false },
		onAuth: ({ username, password }, _session, answer) =>
			username === 'tung-nha' && password === env.mailPassword
				? answer(null, { user: username })
				: answer(Object.assign(new Error('5.7.8 wrong name or password'), { responseCode: 535 })),
		onRcptTo: (_address, _session, answer) => answer(refusal(state.mode)),
		onData: (stream, session, answer) =>
			void whole(stream)
				.then((raw) => read(raw, session))
				.then((letter) => {
					state.letters.push(letter);
					if (state.letters.length > kept) state.letters.shift();
					save();
					if (state.mode !== 'silent') answer(null, 'queued');
				})
				.catch((fault: Error) => answer(fault))
	});
	server.server.on('connection', (socket) => {
		if (state.mode === 'down') socket.destroy();
	});
	// Whoever hangs up in the middle is no fault of ours.
	server.on('error', () => {});
	await new Promise<void>((ready) => server.listen(env.smtpPort, '127.0.0.1', ready));
	return {
		store,
		inbox: (address: string): Letter[] => state.letters.filter(({ to }) => to.toLowerCase() === address.toLowerCase())
	};
}

export type Mail = Awaited<ReturnType<typeof openMail>>;
