import { plain } from '#kernel/plain.ts';
import type { Context } from './context.server.ts';

/** A word that people may text to the house, and what it does: rooms declare theirs, and all of them are one table. */
export type InboundWord = {
	name: string;
	/** The whole of a message, without marks and in small letters: one of these. */
	says: readonly RegExp[];
	/** It is said of the telephone and not of a person: everybody whom it reaches is meant. Else a shared telephone says nothing. */
	ofTelephone?: true;
	may: readonly { called: string }[];
	/** Does it for one person; answers how much of theirs ended. */
	hear: (context: Context, person: string) => Promise<number>;
};

/** How people say that something shall stop, and the polite words after it. Anything longer or less clear is no word of ours. */
const STOP = 'thoi|huy|ngung|dung|rut|stop';
const POLITE = '(?: (?:cho|nua|a|nhe|nha|chau|em|oi|ban|xin|cam|on))*';

/** That something shall stop, however it is typed. */
export const stopping = (what: string): RegExp => new RegExp(`^(?:xin )?(?:${STOP}) (?:cho )?(?:${what})${POLITE}$`);

/** One word of stopping alone. */
export const stoppingAlone = new RegExp(`^(?:xin )?(?:thoi|dung|stop)${POLITE}$`);

/** "Đúng ạ" is a yes. Without its marks it reads as *dừng*: that word counts only where its marks are written. */
const saysOther = (text: string): boolean =>
	(
		text
			.normalize('NFC')
			.toLowerCase()
			.match(/\p{L}+/gu) ?? []
	).some((word) => plain(word) === 'dung' && word !== 'dừng');

let registered: readonly InboundWord[] = [];

/** Called once at the start by whoever wires the program. */
export function registerInbound(rooms: readonly { inbound: readonly InboundWord[] }[]): void {
	registered = rooms.flatMap(({ inbound }) => inbound);
}

export const allInbound = (): readonly InboundWord[] => registered;

/** Which word a message is; nothing where it is none. */
export const inboundOf = (text: string): InboundWord | undefined =>
	saysOther(text) ? undefined : registered.find(({ says }) => says.some((one) => one.test(plain(text))));
