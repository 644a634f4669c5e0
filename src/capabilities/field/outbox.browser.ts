import * as v from 'valibot';
import { newId } from './bytes.ts';
import type { Bytes } from './bytes.ts';
import { makeEphemeral, makeSealer, sealParcel, signParcel } from './parcel.browser.ts';
import type { Sealer } from './parcel.browser.ts';
import { Operation, Parcel, SCHEMA } from './protocol.ts';
import type { About, PullAnswer } from './protocol.ts';
import { readState, saveState, serverNow } from './state.browser.ts';
import type { Area, State } from './state.browser.ts';
import { atOnce, ofHousehold, standing, StoreRefusal } from './store.browser.ts';
import type { OutboxRow, Phone, Tables } from './store.browser.ts';
import type { StateRow } from './state.browser.ts';
import { signingKey } from './vault.browser.ts';

/** What somebody did, as a form says it. */
export type Word = {
	/** Of the operation, where others are built on it. */
	id?: string;
	command: string;
	input: Record<string, unknown>;
	about: About;
	/** Operations that must stand before this one. */
	deps?: readonly string[];
	/** It is heavy and waits for everything else: nobody reads it here. */
	later?: true;
};

/** What of the phone's state goes and comes with words: a draft is over, and a copy of it is kept in which it can be taken back. */
export type Beside = { drop?: readonly string[]; put?: readonly StateRow[] };

const MOST_SEALED = 60_000;
const copyBind = (id: string): string => `copy|${id}`;

async function sealerFor({ memory }: Phone, to: PullAnswer['sealTo']): Promise<Sealer> {
	if (memory.sealer?.id === to.id) return memory.sealer;
	memory.ephemeral ??= makeEphemeral();
	return (memory.sealer = await makeSealer(await memory.ephemeral, to));
}

/** The area in which a household lies here; else the phone's first. */
async function areaOf(
	{ rows }: Pick<Tables, 'rows'>,
	state: State,
	household: string | null
): Promise<Area | undefined> {
	const [row] = household === null ? [] : await rows.all({ ...ofHousehold(household), most: 1 });
	const areas = state.areas.toSorted((a, b) => Number(a.gone) - Number(b.gone));
	return areas.find(({ id }) => id === row?.area) ?? areas[0];
}

/** Everything that an operation needs to be one, and where the phone stands. */
async function begun(
	phone: Phone,
	{ id = newId(phone.device.clock()), command, input, about, deps = [], later }: Word
) {
	const { state, area } = await atOnce(phone, 'r', ['state', 'rows'], async (tables) => {
		const state = await readState(tables);
		return { state, area: await areaOf(tables, state, about.household) };
	});
	const { phone: device, user, sealTo, seq } = state;
	if (device === null || user === null) throw new StoreRefusal('not-paired');
	if (!area || !sealTo) throw new StoreRefusal('no-area');
	const skewMs = state.told?.skewMs ?? 0;
	const operation = v.parse(Operation, {
		...{ user, area: area.id, areaEpoch: area.epoch, command, input, about, deps: [...deps] },
		...{ clientTime: serverNow(phone, state) + skewMs, skewMs },
		...{ appVersion: phone.device.appVersion, schema: SCHEMA }
	});
	const status = later ? ('later' as const) : ('waiting' as const);
	return {
		id,
		device,
		seq,
		operation,
		status,
		sealTo: await sealerFor(phone, sealTo),
		madeAt: serverNow(phone, state)
	};
}
type Begun = Awaited<ReturnType<typeof begun>>;

/** The parcel under a number, made outside of any transaction: a transaction does not wait for a signature. */
async function parcelOf(phone: Phone, { id, device, operation, sealTo }: Begun, seq: number): Promise<Parcel> {
	const named = { id, device, seq };
	const sealed = await sealParcel({ ...named, sealTo, operation });
	if (sealed.length > MOST_SEALED) throw new StoreRefusal('too-long');
	return { ...named, sealed, signature: await signParcel(await signingKey(phone), { ...named, sealed }) };
}

const rowOf = (
	{ operation, madeAt, status }: Begun,
	{ device: _, ...parcel }: Parcel,
	copy: Bytes | null
): OutboxRow => ({
	...parcel,
	command: operation.command,
	household: operation.about.household,
	people: operation.about.people,
	area: operation.area,
	deps: operation.deps,
	madeAt,
	...{ status, settledAt: null, result: null, code: null, tries: 0, copy }
});

/**
 * Writes rows together with their numbers if those are still the next ones, with what goes and comes beside them; answers null, or the
 * last number that another tab has given.
 */
const written = (phone: Phone, rows: readonly OutboxRow[], { drop = [], put = [] }: Beside): Promise<number | null> =>
	atOnce(phone, 'rw', ['outbox', 'state'], async (tables) => {
		const state = await readState(tables);
		if (state.seq !== rows[0]!.seq - 1) return state.seq;
		await tables.outbox.add(...rows);
		await tables.state.drop(...drop);
		await tables.state.put(...put);
		await saveState(tables, state, { seq: rows.at(-1)!.seq });
		return null;
	});

/**
 * Keeps what somebody did, all of it or nothing, and answers the operations' ids once they are on the disk: only then may a page say
 * so. Numbers have no gap, whenever the power goes and however many tabs speak. Refuses `not-paired`, `no-area`, `too-long`, `storage-full`.
 */
export async function sayAll(phone: Phone, words: readonly Word[], beside: Beside = {}): Promise<string[]> {
	const { unlocked } = phone.memory;
	const starts: Begun[] = [];
	for (const word of words) starts.push(await begun(phone, word));
	const copies = await Promise.all(
		starts.map(
			({ id, operation, status }) =>
				unlocked && status === 'waiting' && unlocked.seal(JSON.stringify(operation), copyBind(id))
		)
	);
	let last: number | null = starts[0]?.seq ?? null;
	while (last !== null) {
		const after: number = last;
		const parcels = await Promise.all(starts.map((start, n) => parcelOf(phone, start, after + n + 1)));
		last = await written(
			phone,
			starts.map((start, n) => rowOf(start, parcels[n]!, copies[n] || null)),
			beside
		);
	}
	return starts.map(({ id }) => id);
}

/** The same of one thing. */
export async function say(phone: Phone, word: Word): Promise<string> {
	return (await sayAll(phone, [word]))[0]!;
}

/** The parcel of a row, as it was signed. */
export const parcelIn = ({ id, seq, sealed, signature }: OutboxRow, device: string): Parcel => ({
	...{ id, device, seq, sealed, signature }
});

/** An operation as a page shows it; `operation` is null where the phone is locked or the copy is gone. */
export type Said = Omit<OutboxRow, 'sealed' | 'signature' | 'copy'> & { operation: Operation | null };

async function shown(phone: Phone, { sealed: _, signature: __, copy, ...row }: OutboxRow): Promise<Said> {
	const text = copy && (await phone.memory.unlocked?.open(copy, copyBind(row.id)).catch(() => null));
	return { ...row, operation: text ? v.parse(Operation, JSON.parse(text)) : null };
}

/** All that was said here and is kept, in its order, and how many of it wait, are done or lie before a person; photos are not among them. */
export async function said(phone: Phone) {
	const rows = await Promise.all((['waiting', 'done', 'box'] as const).map((one) => phone.outbox.all(standing(one))));
	const lines = await Promise.all(
		rows
			.flat()
			.toSorted((a, b) => a.seq - b.seq)
			.map((row) => shown(phone, row))
	);
	const count = (status: OutboxRow['status']) => lines.filter((line) => line.status === status).length;
	return { lines, waiting: count('waiting'), done: count('done'), box: count('box') };
}
