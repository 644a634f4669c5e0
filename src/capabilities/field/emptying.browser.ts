import type { State } from './state.browser.ts';
import { inArea, ofArea, ofHousehold, ofPerson } from './store.browser.ts';
import type { OutboxRow, Tables } from './store.browser.ts';

type Outbox = Pick<Tables, 'outbox'>;
type RowsAndOutbox = Pick<Tables, 'rows' | 'outbox'>;

// What goes from a phone, because it is somebody else's now or because a person was erased. All of it takes part in a transaction
// on rows and outbox that is open around it.

const speaksOnlyOf = ({ people }: OutboxRow, person: string): boolean => people.every((one) => one === person);

/** What is left in the outbox of erased people: what speaks of others too goes once it has arrived. */
export const isForgotten = (row: OutboxRow, erased: readonly string[]): boolean =>
	row.status !== 'waiting' && row.people.some((person) => erased.includes(person));

/** What was said of a person alone goes unsent as well. */
export async function erase({ outbox }: Outbox, person: string): Promise<void> {
	const rows = await outbox.all(ofPerson(person));
	const gone = rows.filter((row) => row.status !== 'waiting' || speaksOnlyOf(row, person));
	await outbox.drop(...gone.map(({ id }) => id));
}

/** Erased people of whom nothing lies here. */
export async function forgottenOf({ outbox }: Outbox, erased: readonly string[]): Promise<string[]> {
	const named = await Promise.all(erased.map((person) => outbox.count(ofPerson(person))));
	return erased.filter((_, at) => named[at] === 0);
}

/** What the server holds back until something else comes lies with it already. */
const isUndelivered = ({ status, result }: OutboxRow): boolean =>
	(status === 'waiting' || status === 'later') && result !== 'held';

/** Empties a household unless something said of it waits. Answers whether it is gone. */
async function leaves({ rows, outbox }: RowsAndOutbox, household: string): Promise<boolean> {
	if ((await outbox.all(ofHousehold(household))).some(isUndelivered)) return false;
	await rows.dropAll(ofHousehold(household));
	await outbox.change(ofHousehold(household), { copy: null });
	return true;
}

export const waitingIn = async ({ outbox }: Outbox, area: string): Promise<number> =>
	[...(await outbox.all(inArea(area, 'waiting'))), ...(await outbox.all(inArea(area, 'later')))].filter(isUndelivered)
		.length;

async function emptiesArea(tables: RowsAndOutbox, area: string): Promise<boolean> {
	if ((await waitingIn(tables, area)) > 0) return false;
	await tables.rows.dropAll(ofArea(area));
	await tables.outbox.change({}, { copy: null }, (row) => row.area === area);
	return true;
}

/** Households and areas that this phone has no more, as far as nothing of them waits; the rest is tried again. */
export async function settled(tables: RowsAndOutbox, state: State): Promise<State> {
	const left = new Set(state.left);
	const leavesStill: State['leaves'] = [];
	for (const leave of state.leaves) {
		if (await leaves(tables, leave.household)) left.add(leave.handover);
		else leavesStill.push(leave);
	}
	const areas: State['areas'] = [];
	for (const area of state.areas) if (!area.gone || !(await emptiesArea(tables, area.id))) areas.push(area);
	return { ...state, leaves: leavesStill, left: [...left], areas };
}

export const hasToSettle = ({ leaves, areas }: State): boolean => leaves.length > 0 || areas.some(({ gone }) => gone);
