import { fieldAtDoor } from '#capabilities/field/at-door.ts';
import { readState, serverNow, type State } from '#capabilities/field/state.browser.ts';
import type { Word } from '#capabilities/field/outbox.browser.ts';
import { sync } from '#capabilities/field/sync.browser.ts';
import { count, phoneHere } from './here.svelte.ts';
import { http } from './http.ts';
import { sayAll } from './say.svelte.ts';

// By when whoever holds this phone will have said that they are safe. It lies on the phone beside the word that told it.

const id = (): string => crypto.randomUUID();
const word = (command: string, input: Word['input']): Word => ({
	...{ id: id(), command, input },
	about: { household: null, people: [], session: null }
});
const later = async (minutes: number): Promise<number> => {
	const phone = phoneHere();
	return serverNow(phone, await readState(phone)) + minutes * 60_000;
};
const keep = (outing: State['outing']) => ({ put: [{ key: 'outing', value: outing }] });

/** Goes out, alone or with somebody, for so many minutes. */
export async function setOut(mate: { id: string; name: string | null } | null, minutes: number): Promise<boolean> {
	const outing = id();
	const set = word(fieldAtDoor.setOut, { id: outing, with: mate?.id ?? null, minutes });
	return sayAll([set], keep({ id: outing, until: await later(minutes), mate: mate?.name ?? null, set: set.id! }));
}

/** So many minutes from now on. */
export async function stayLonger(outing: NonNullable<State['outing']>, minutes: number): Promise<boolean> {
	const more = word(fieldAtDoor.stayLonger, { outing: outing.id, minutes });
	const until = Math.max(outing.until, await later(minutes));
	return sayAll([{ ...more, deps: [outing.set] }], keep({ ...outing, until, set: more.id! }));
}

export const comeHome = ({ id: outing, set }: NonNullable<State['outing']>): Promise<boolean> =>
	sayAll([{ ...word(fieldAtDoor.sayHome, { outing }), deps: [set] }], keep(null));

/** Calls for help without a sound. Answers the operation that says so; null where it could not be kept. */
export async function raiseAlarm(outing: State['outing']): Promise<string | null> {
	const alarm = word(fieldAtDoor.raiseAlarm, { id: id(), outing: outing?.id ?? null });
	if (!(await sayAll([alarm]))) return null;
	// It waits for nothing that is on its way.
	void sync(phoneHere(), http, null).then(count, () => {});
	return alarm.id!;
}

/** Whether the house has it: only then may anybody rely on it. */
export async function arrivedOf(operation: string): Promise<boolean> {
	const row = await phoneHere().outbox.get(operation);
	return row?.status === 'done' && (row.result === 'applied' || row.result === 'duplicate');
}
