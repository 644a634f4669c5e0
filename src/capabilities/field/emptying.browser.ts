import type { State } from './state.browser.ts';
import { rowsOf } from './store.browser.ts';
import type { OutboxRow, Phone } from './store.browser.ts';

// What goes from a phone, because it is somebody else's now or because a person was erased. All of it takes part in a transaction
// on rows and outbox that is open around it.

const speaksOnlyOf = ({ people }: OutboxRow, person: string): boolean => people.every((one) => one === person);

/** What is left in the outbox of erased people: what speaks of others too goes once it has arrived. */
export const isForgotten = (row: OutboxRow, erased: readonly string[]): boolean =>
	row.status !== 'waiting' && row.people.some((person) => erased.includes(person));

/** What was said of a person alone goes unsent as well. */
export async function erase(phone: Phone, person: string): Promise<void> {
	const rows = await phone.outbox.where('people').equals(person).toArray();
	const gone = rows.filter((row) => row.status !== 'waiting' || speaksOnlyOf(row, person));
	await phone.outbox.bulkDelete(gone.map(({ id }) => id));
}

/** Erased people of whom nothing lies here. */
export async function forgottenOf(phone: Phone, erased: readonly string[]): Promise<string[]> {
	const named = await Promise.all(erased.map((person) => phone.outbox.where('people').equals(person).count()));
	return erased.filter((_, at) => named[at] === 0);
}

/** What the server holds back until something else comes lies with it already. */
const isUndelivered = ({ status, result }: OutboxRow): boolean => status === 'waiting' && result !== 'held';

/** Empties a household unless something said of it waits. Answers whether it is gone. */
async function leaves(phone: Phone, household: string): Promise<boolean> {
	const said = phone.outbox.where('household').equals(household);
	if ((await said.filter(isUndelivered).count()) > 0) return false;
	await phone.rows.where('household').equals(household).delete();
	await phone.outbox.where('household').equals(household).modify({ copy: null });
	return true;
}

export const waitingIn = (phone: Phone, area: string): Promise<number> =>
	phone.outbox.where('[area+status]').equals([area, 'waiting']).filter(isUndelivered).count();

async function emptiesArea(phone: Phone, area: string): Promise<boolean> {
	if ((await waitingIn(phone, area)) > 0) return false;
	await rowsOf(phone, area).delete();
	await phone.outbox.filter((row) => row.area === area).modify({ copy: null });
	return true;
}

/** Households and areas that this phone has no more, as far as nothing of them waits; the rest is tried again. */
export async function settled(phone: Phone, state: State): Promise<State> {
	const left = new Set(state.left);
	const leavesStill: State['leaves'] = [];
	for (const leave of state.leaves) {
		if (await leaves(phone, leave.household)) left.add(leave.handover);
		else leavesStill.push(leave);
	}
	const areas: State['areas'] = [];
	for (const area of state.areas) if (!area.gone || !(await emptiesArea(phone, area.id))) areas.push(area);
	return { ...state, leaves: leavesStill, left: [...left], areas };
}

export const hasToSettle = ({ leaves, areas }: State): boolean => leaves.length > 0 || areas.some(({ gone }) => gone);
