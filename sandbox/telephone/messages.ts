import type { WithOutbox } from '../outbox.ts';

export type Message = { id: string; from: string; text: string; at: string };
export type Telephone = WithOutbox & { mode: string; messages: Message[] };

export const empty: Telephone = { mode: 'once', messages: [], outbox: [] };
export const keptMessages = 50;

/** How the operator hands messages on. */
export const modes: Record<string, string> = {
	once: 'Chuyển đúng',
	twice: 'Chuyển hai lần'
};
