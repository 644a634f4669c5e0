import * as v from 'valibot';
import { lentHere } from '#capabilities/field/lent.browser.ts';
import { standingOf, type Standing } from '#capabilities/field/rules-trouble.ts';
import { supportAtDoor } from '#capabilities/support/at-door.ts';
import { OpenAtDoor, type AtDoor } from '#capabilities/support/inputs-door.ts';
import { LentSupport } from '#capabilities/support/lent-support.ts';
import { m } from 'virtual:stuck-words';
import { here, phoneHere } from '../here.svelte.ts';
import { sayAll } from '../say.svelte.ts';

// A ticket of whoever is stuck, written at a door: refused here as it would be at the counter, before anything of it is kept.

/** What is typed and pressed, as the page has it. `whose`: an id of the door, `other`, or `own`. */
export type Typed = Record<'whose' | 'caller' | 'phone' | 'system' | 'device' | 'stuck' | 'due' | 'words', string>;
export const emptyTicket = (whose: string): Typed => ({
	...{ whose, caller: '', phone: '', system: '', device: '', stuck: 'one', due: 'this-week', words: '' }
});

const faults: Record<string, () => string> = {
	'secret-typed': m['error.secret-typed'],
	'too-long': m['error.too-long'],
	'support-phone-anywhere': m['error.support-phone-anywhere'],
	'support-system': m['error.support-system'],
	'support-words': m['error.support-words']
};

type Read = { ticket: AtDoor } | { faults: Partial<Record<keyof Typed, string>>; secret: (keyof Typed)[] };

/** What is said by what is typed; else what is not right, by its box. */
export function ticketOf(typed: Typed): Read {
	const other = typed.whose === 'other';
	const read = v.safeParse(OpenAtDoor, {
		...{ id: crypto.randomUUID(), system: typed.system, stuck: typed.stuck, due: typed.due, words: typed.words },
		...{ person: other || typed.whose === 'own' ? null : typed.whose, own: typed.whose === 'own' },
		...{ caller: other ? typed.caller : null, phone: other && typed.phone.trim() ? typed.phone : null },
		device: typed.whose === 'own' ? null : typed.device || null
	});
	if (read.success && other && read.output.caller === null)
		return { faults: { caller: m['support.at-door-nobody']() }, secret: [] };
	if (read.success) return { ticket: read.output };
	const codes = read.issues.map(({ path, message }) => [String(path?.[0]?.key), message] as const);
	return {
		faults: Object.fromEntries(codes.map(([box, code]) => [box, (faults[code] ?? m['field.fault-other'])()])),
		secret: codes.flatMap(([box, code]) => (code === 'secret-typed' ? [box as keyof Typed] : []))
	};
}

/** Keeps it on this phone; the house hears of it once there is a line. */
export const keepTicket = (household: string | null, { ticket }: { ticket: AtDoor }): Promise<boolean> =>
	sayAll([
		{
			...{ command: supportAtDoor.open, input: ticket },
			about: { household: ticket.own ? null : household, people: ticket.person ? [ticket.person] : [], session: null }
		}
	]);

/** What this room lends; null where it has not come yet. */
export async function supportHere(): Promise<LentSupport | null> {
	const phone = phoneHere();
	const { unlocked } = phone.memory;
	return unlocked && lentHere(phone, unlocked, 'support', LentSupport);
}

export type Kept = { id: string; number: number | null; standing: Standing; at: number };
/** The tickets that were written here, at a door or at none, the latest first, each with the number that it got. */
export const ticketsAt = (household: string | null, lent: LentSupport | null): Kept[] =>
	here.kept.lines
		.filter((line) => line.command === supportAtDoor.open && line.household === household)
		.map((line) => {
			const ticket = String(line.operation?.input['id']);
			const number = lent?.tickets.find(({ id }) => id === ticket)?.number ?? null;
			return { id: line.id, number, standing: standingOf(line), at: line.madeAt };
		})
		.toReversed();
