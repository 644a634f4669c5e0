import { createTransport, type Transporter } from 'nodemailer';
import type { Answer, Carrier } from '#capabilities/notices/port.ts';
import { NotSent } from '#kernel/not-sent.ts';
import { onThisMachine } from '#kernel/on-this-machine.ts';

const PATIENCE_MS = 10_000;
const SUBJECT_SIGNS = 70;

/** One address and nothing besides: no name, no list, no sign that a header could go on after. */
const ADDRESS = /^[^\s<>@",;:()\\[\]\p{Cc}]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])$/iu;
const NAMED = /^\s*"?([^"<>]*?)"?\s*<([^<>]+)>\s*$/;

type Sender = { name: string; address: string };

/** `Name <address>` or an address alone. */
function senderOf(from: string): Sender {
	const [, name = '', address = from.trim()] = NAMED.exec(from) ?? [];
	if (!ADDRESS.test(address)) throw new Error('EMAIL_FROM is no address');
	return { name, address };
}

/** Read from the address by hand: what else stands in it (nodemailer would switch checks off by it) says nothing. */
function transportOf(url: string, patience: number): Transporter {
	const { protocol, hostname, port, username, password } = new URL(url);
	const secure = protocol === 'smtps:';
	if (!secure && !(protocol === 'smtp:' && onThisMachine(url))) throw new Error('EMAIL_URL is not smtps');
	const user = decodeURIComponent(username);
	return createTransport({
		...{ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) || 465, secure, ignoreTLS: !secure },
		...(user ? { auth: { user, pass: decodeURIComponent(password) } } : {}),
		...{ connectionTimeout: patience, greetingTimeout: patience, socketTimeout: patience, dnsTimeout: patience },
		...{ disableFileAccess: true, disableUrlAccess: true }
	});
}

/** What a list of letters shows: the beginning of the words, cut between two of them. */
function subjectOf(text: string): string {
	const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
	if (line.length <= SUBJECT_SIGNS) return line;
	return `${line.slice(0, SUBJECT_SIGNS).replace(/\s+\S*$/, '')}…`;
}

/** A server that says no in so many figures has not taken it; only a mailbox that it does not know is never asked again. */
function refusalOf(fault: unknown): Answer {
	const { responseCode: code, response, code: kind, syscall } = fault as Record<string, unknown>;
	if (kind === 'EAUTH' && code) return { refused: 'settings', forgets: false };
	if (kind === 'EDNS' || syscall === 'connect') throw new NotSent(`mail ${kind}`);
	if (typeof code !== 'number' || code < 400) throw new Error(`mail ${String(kind ?? 'fault')}`);
	if (code < 500) return { refused: `not-now ${code}`, forgets: false };
	const unknown = /\b5\.1\.1\b/.test(String(response));
	return { refused: unknown ? 'mailbox' : `smtp ${code}`, forgets: unknown };
}

/**
 * E-mail by SMTP: plain text, one letter to one address. That the server took it is the last that is heard of it, and it takes
 * a repeated letter as a new one; its `Message-ID` is of the try, by which two in one inbox are known for one.
 */
export function emailBySmtp({ url, from }: { url: string; from: string }, patience = PATIENCE_MS): Carrier {
	const sender = senderOf(from);
	const transport = transportOf(url, patience);
	const host = sender.address.split('@').at(-1)!;
	return {
		channel: 'email',
		keepsIds: false,
		hand: async ({ id, to, text }) => {
			if (!ADDRESS.test(to)) return { refused: 'address', forgets: false };
			const messageId = `<${id.replace(/[^\w-]/g, '')}@${host}>`;
			try {
				await transport.sendMail({
					...{ from: sender, to: { name: '', address: to }, subject: subjectOf(text), text, messageId },
					// No machine answers a machine (RFC 3834).
					headers: { 'Auto-Submitted': 'auto-generated' }
				});
				return { ref: messageId, parts: 1 };
			} catch (fault) {
				return refusalOf(fault);
			}
		}
	};
}
