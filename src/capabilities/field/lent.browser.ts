import * as v from 'valibot';
import type { PullAnswer } from './protocol.ts';
import { readState, saveState } from './state.browser.ts';
import type { State } from './state.browser.ts';
import { atOnce } from './store.browser.ts';
import type { Phone, Unlocked } from './store.browser.ts';

// What the rooms lend a phone: small things of whoever holds it, whole and sealed.

const bindOf = (name: string): string => `lent|${name}`;

/** What of an answer lies here from now on. */
export const sealLent = async (unlocked: Unlocked, { lent }: Pick<PullAnswer, 'lent'>): Promise<State['lent']> =>
	Object.fromEntries(
		await Promise.all(
			Object.entries(lent).flatMap(([name, given]) =>
				given === null
					? []
					: [unlocked.seal(given.text, bindOf(name)).then((sealed) => [name, { hash: given.hash, sealed }] as const)]
			)
		)
	);

/** What the house is told of what lies here: a locked phone asks for nothing. */
export const heldOf = ({ lent }: State, unlocked: Unlocked | null): Record<string, string> | null =>
	unlocked && Object.fromEntries(Object.entries(lent).map(([name, { hash }]) => [name, hash]));

/** One of them, opened; null where it is not lent, or an earlier app took it along in another shape. */
export async function lentHere<S extends v.GenericSchema>(
	phone: Phone,
	unlocked: Unlocked,
	name: string,
	shape: S
): Promise<v.InferOutput<S> | null> {
	const found = (await readState(phone)).lent[name];
	if (!found) return null;
	const text = await unlocked.open(found.sealed, bindOf(name)).catch(() => 'null');
	const read = v.safeParse(shape, JSON.parse(text));
	if (!read.success) await forget(phone, name);
	return read.success ? read.output : null;
}

/** What cannot be read is asked for again. */
const forget = (phone: Phone, name: string): Promise<void> =>
	atOnce(phone, 'rw', ['state'], async (tables) => {
		const state = await readState(tables);
		const { [name]: _, ...lent } = state.lent;
		await saveState(tables, state, { lent });
	});
