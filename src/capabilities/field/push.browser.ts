import { isForgotten } from './emptying.browser.ts';
import { parcelIn } from './outbox.browser.ts';
import { MOST_BYTES, MOST_PARCELS, PushAnswer } from './protocol.ts';
import type { Outcome, Parcel } from './protocol.ts';
import { readState, saveState } from './state.browser.ts';
import type { State, Told } from './state.browser.ts';
import { atOnce, countUnsent, standing } from './store.browser.ts';
import type { OutboxRow } from './store.browser.ts';
import { beginAnew, isRestored } from './told.browser.ts';
import { contactOf, exchange, WireFault } from './wire.browser.ts';
import type { Run } from './wire.browser.ts';

/** Two pushes in a row that nobody answers end a sync. */
const MOST_OFFLINE = 2;

type Batch = { parcels: Parcel[]; body: string };

/** As many of the parcels, from the first, as one body holds; one at least. */
function fitting(contact: object, parcels: readonly Parcel[]): Batch {
	let room = MOST_BYTES - JSON.stringify({ ...contact, parcels: [] }).length;
	const fit = parcels.filter((parcel, at) => {
		room -= JSON.stringify(parcel).length + 1;
		return at === 0 || room >= 0;
	});
	return { parcels: fit, body: JSON.stringify({ ...contact, parcels: fit }) };
}

/** What the house held back is not tried again for so long, where it is heavy. */
const HELD_MS = 3_600_000;
const isDue = ({ status, result, settledAt }: OutboxRow, { told }: State): boolean =>
	status === 'waiting' || result !== 'held' || (settledAt ?? 0) + HELD_MS < (told?.serverTime ?? Infinity);

/** What goes next; null where nothing is left that this sync has not sent. What goes later goes one by one. */
async function nextBatch(run: Run, status: Going): Promise<Batch | null> {
	const { phone, after, size } = run;
	const most = status === 'later' ? 1 : Math.min(size, MOST_PARCELS);
	const { state, rows, waiting } = await atOnce(phone, 'r', ['state', 'outbox'], async (tables) => {
		const rows = await tables.outbox.all(standing(status, after, most));
		const waiting = rows.length > 0 ? await countUnsent(tables) : 0;
		return { state: await readState(tables), rows, waiting };
	});
	if (rows.length === 0) return null;
	if (!rows.every((row) => isDue(row, state))) {
		run.after = rows.at(-1)!.seq;
		return nextBatch(run, status);
	}
	const contact = contactOf(phone, state, waiting);
	return fitting(
		contact,
		rows.map((row) => parcelIn(row, contact.phone))
	);
}

/** After a push that did not work: fewer at once. What is too large alone is passed over, and lies there with the reason. */
async function smaller(run: Run, { parcels }: Batch, fault: WireFault): Promise<void> {
	run.offline = fault.code === 'offline' ? run.offline + 1 : 0;
	if (fault.code === 'refused' || run.offline >= MOST_OFFLINE) throw fault;
	run.size = Math.max(1, Math.floor(parcels.length / 2));
	const [only, ...others] = parcels;
	if (fault.code !== 'too-large' || !only || others.length > 0) return;
	await atOnce(run.phone, 'rw', ['outbox'], async ({ outbox }) => {
		const row = await outbox.get(only.id);
		if (row) await outbox.put({ ...row, code: fault.code });
	});
	run.after = only.seq;
}

/** How a row stands after an outcome. A word that came late does not call back what is done. */
function after(row: OutboxRow, { result, final, code }: Outcome, serverTime: number): OutboxRow {
	const later = row.status === 'later' || row.status === 'laid';
	if (!final && row.status !== 'waiting' && row.status !== 'later') return row;
	const tries = row.tries + 1;
	if (!final) return { ...row, result, code, tries, settledAt: later ? serverTime : row.settledAt };
	const status = result === 'rejected' ? 'box' : later ? 'laid' : 'done';
	return { ...row, result, code, tries, status, settledAt: serverTime };
}

/** Each outcome stands by itself. */
const acknowledge = ({ phone }: Run, outcome: Outcome, { serverTime }: Told): Promise<void> =>
	atOnce(phone, 'rw', ['outbox', 'state'], async ({ outbox, state }) => {
		const row = await outbox.get(outcome.id);
		if (!row) return;
		const next = after(row, outcome, serverTime);
		const { erased } = row.people.length > 0 ? await readState({ state }) : { erased: [] };
		// The server keeps nothing of somebody who was erased, and neither does a phone that had not heard of it.
		const gone = outcome.final && outcome.code === 'person-erased';
		if (gone || isForgotten(next, erased)) await outbox.drop(row.id);
		else await outbox.put(next);
	});

/**
 * What an answer told, before any of its outcomes: a phone that calls something done has the mark by which it finds out that the
 * server lost it. Answers whether the server was restored; then all is to be sent again.
 */
const noteTold = ({ phone }: Run, told: Told): Promise<boolean> =>
	atOnce(phone, 'rw', ['outbox', 'state'], async (tables) => {
		const state = await readState(tables);
		const restored = isRestored(state, told);
		if (restored) await beginAnew(tables, state, told);
		else await saveState(tables, state, { told });
		return restored;
	});

async function take(run: Run, { parcels }: Batch, { outcomes, wipe }: PushAnswer, told: Told): Promise<void> {
	const restored = await noteTold(run, told);
	for (const outcome of outcomes) await acknowledge(run, outcome, told);
	run.wipe = wipe;
	run.offline = 0;
	run.after = restored ? 0 : parcels.at(-1)!.seq;
	run.summary.restored ||= restored;
	run.summary.pushed += parcels.length;
	run.summary.acknowledged += outcomes.filter(({ final }) => final).length;
}

type Going = 'waiting' | 'later';
/** Sends all that waits, or that goes later, and that this sync has not sent, in the order in which it was said. */
export async function push(run: Run, status: Going): Promise<void> {
	for (let batch = await nextBatch(run, status); batch !== null; batch = await nextBatch(run, status)) {
		try {
			const { answer, told } = await exchange(run, run.wire.push, PushAnswer, batch.body);
			await take(run, batch, answer, told);
		} catch (fault) {
			if (!(fault instanceof WireFault)) throw fault;
			await smaller(run, batch, fault);
		}
	}
}
