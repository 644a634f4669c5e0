import { system } from '#kernel/actor.ts';
import { transaction, type Db } from '#platform/db.server.ts';
import { setScope } from '#platform/scope.server.ts';
import { isBound, phoneAtDoor, readSigned, type Base, type Bound } from './door.server.ts';
import { factsOf, homeOf, peopleOf, workOf, type Facts, type Word } from './facts.server.ts';
import { judge, type Verdict } from './judge.server.ts';
import { doorsSpokenOf, numberIn } from './numbers.server.ts';
import { isParcelOf, openParcel, readPublicKey } from './parcel.server.ts';
import { MOST_TRIES, Push, type Outcome, type Parcel, type PushAnswer } from './protocol.ts';
import { saidOf } from './rules-said.ts';
import {
	beginWords,
	endWords,
	listSaidBefore,
	lockHeldOn,
	lockOperations,
	planOnce,
	putOperations,
	type NewOperation,
	type OperationRow
} from './sql-operations.server.ts';
import { tellStuck } from './stuck.server.ts';
import { listPhonesOf } from './sql-phones.server.ts';

/**
 * Takes in what a phone brings, its own words and those it carries for others: each runs as its author, once, in one commit with all
 * others, and is answered for by itself.
 */
export async function push(base: Base, raw: unknown): Promise<PushAnswer> {
	const { signed, said } = readSigned(Push, raw);
	const { told } = await phoneAtDoor(base, signed, said, () => Promise.resolve());
	const outcomes = await transaction(base.db, (sql) => takeIn(base, sql, said.parcels));
	return { ...told, outcomes };
}

/** The field itself, at the centres of whoever speaks. */
const asPush = (sql: Db, phones: readonly Bound[] = []) =>
	setScope(sql, system('field.push', new Set(), null, [...new Set(phones.map(({ centreId }) => centreId))]), '');

async function takeIn(base: Base, sql: Db, parcels: readonly Parcel[]): Promise<Outcome[]> {
	await Promise.all([planOnce(sql), asPush(sql)]);
	const known = new Map(
		(
			await lockOperations(
				sql,
				parcels.map(({ id }) => id)
			)
		).map((row) => [row.id, row])
	);
	const phones = await phonesOf(
		sql,
		parcels.map(({ device }) => device)
	);
	const keys = new Map([...phones].map(([id, { publicKey }]) => [id, readPublicKey(publicKey)]));
	const lastOf = await lastsOf(sql, parcels);
	const told = new Map<string, Outcome>();
	const words: Word[] = [];
	const closed: NewOperation[] = [];
	for (const parcel of inOrder(parcels)) {
		const { id, device } = parcel;
		const from = { phone: phones.get(device), key: keys.get(device), last: lastOf(parcel, words.at(-1)) };
		const read = readParcel(base, parcel, from, known.get(id));
		if ('word' in read) words.push(read.word);
		else told.set(parcel.id, read.outcome);
		if ('row' in read) closed.push(read.row);
	}
	if (closed.length > 0) await putOperations(sql, closed);
	for (const outcome of await carryAll(base, sql, words)) told.set(outcome.id, outcome);
	return parcels.map(({ id }) => told.get(id)!);
}

/** When the word before each was said on its phone: as it lies here, or as it came just before it. */
async function lastsOf(sql: Db, parcels: readonly Parcel[]) {
	const named = parcels.map(({ id, device, seq }) => ({ id, device, seq }));
	const lie = new Map((await listSaidBefore(sql, named)).map(({ id, saidAt }) => [id, saidAt]));
	return ({ id, device }: Parcel, word: Word | undefined): Date => {
		const came = word?.phone.id === device ? word.said.getTime() : 0;
		return new Date(Math.max(came, lie.get(id)?.getTime() ?? 0));
	};
}

/** Each once, those of one phone as they were said. */
const inOrder = (parcels: readonly Parcel[]): Parcel[] =>
	[...new Map(parcels.map((parcel) => [parcel.id, parcel])).values()].toSorted((a, b) =>
		a.device < b.device ? -1 : a.device > b.device ? 1 : a.seq - b.seq
	);

const phonesOf = async (sql: Db, ids: readonly string[]): Promise<Map<string, Bound>> =>
	new Map((await listPhonesOf(sql, [...new Set(ids)])).filter(isBound).map((phone) => [phone.id, phone]));

const answered = (id: string, code: string): { outcome: Outcome } => ({
	outcome: { id, result: 'rejected', final: false, code, answer: null }
});

type Read = { word: Word } | { outcome: Outcome } | { outcome: Outcome; row: NewOperation };

/** Opens one parcel, or says why it stays closed. What cannot be opened here is not thrown away there: it stays on the phone. */
function readParcel(
	{ keys, now }: Base,
	parcel: Parcel,
	{ phone, key, last }: { phone: Bound | undefined; key: ReturnType<typeof readPublicKey> | undefined; last: Date },
	before: OperationRow | undefined
): Read {
	const { id, seq, sealed, signature } = parcel;
	if (!phone || !key) return answered(id, 'phone-unknown');
	if (!isParcelOf(key, parcel)) return answered(id, 'phone-signature');
	// Under this id another phone has said something: this one keeps its word, and nobody is told of the other.
	if (before && before.phoneId !== phone.id) return answered(id, 'request-used');
	if (before && isOver(before)) return { outcome: again(before) };
	const operation = openParcel(keys, parcel);
	if (!operation) return unreadable(parcel, phone, now, (before?.tries ?? 0) + 1);
	const arrived = before?.receivedAt ?? now;
	const said = saidOf(operation, { arrived, since: phone.pairedAt, last });
	return { word: { id, seq, phone, operation, said, arrived, sealed, signature, tries: before?.tries ?? 0 } };
}

/** Sealed to keys that are not here any more: after three tries a person sees that it is there, and whose it is. */
function unreadable({ id, seq, sealed, signature }: Parcel, phone: Bound, now: Date, tries: number): Read {
	const said = { result: 'rejected', final: tries >= MOST_TRIES, code: 'sealed-elsewhere', answer: null } as const;
	const row: NewOperation = {
		...{ id, seq, phoneId: phone.id, authorId: phone.staffId, centreId: phone.centreId, areaId: null },
		...{ command: 'field.unreadable', householdId: null, people: [], saidAt: now, receivedAt: now, deps: [] },
		...{ ...said, tries, sealed, signature }
	};
	return { outcome: { id, ...said }, row };
}

const isOver = ({ final, settledAt }: OperationRow): boolean => final || settledAt !== null;

/** The same again is answered the same. */
function again({ id, result, code, answer }: OperationRow): Outcome {
	if (result === 'applied') return { id, result: 'duplicate', final: true, code, answer };
	if (result === 'dropped') return { id, result: 'rejected', final: true, code: 'set-aside', answer: null };
	return { id, result, final: true, code, answer };
}

/** How many savepoints lie open within one another: with two hundred, each statement asks all of them whose rows it sees. */
const FLAT_EVERY = 20;

/** Carries out words one after another, and then those that waited for them. */
async function carryAll(base: Base, sql: Db, words: readonly Word[]): Promise<Outcome[]> {
	const outcomes: Outcome[] = [];
	for (let batch = words; batch.length > 0;) {
		const facts = await factsOf(sql, batch);
		const rows: NewOperation[] = [];
		for (const [n, word] of batch.entries()) {
			if (n % FLAT_EVERY === 0) await beginWords(sql);
			const verdict = await judge(base, sql, facts, word);
			facts.states.set(word.id, verdict);
			rows.push(rowOf(facts, word, verdict));
			outcomes.push({ id: word.id, ...pick(verdict) });
			if (n % FLAT_EVERY === FLAT_EVERY - 1 || n === batch.length - 1) await endWords(sql);
		}
		await asPush(
			sql,
			batch.map(({ phone }) => phone)
		);
		await putOperations(sql, rows);
		await tellAreas(base, sql, rows);
		const stuck = await tellStuck(base, sql, rows);
		if (stuck) await asPush(sql);
		batch = await released(base, sql, rows);
	}
	return outcomes;
}

const pick = ({ result, final, code, answer }: Verdict): Omit<Outcome, 'id'> => ({
	...{ result: result === 'dropped' ? 'rejected' : result, final, code },
	answer: answer ?? null
});

function rowOf(facts: Facts, word: Word, verdict: Verdict): NewOperation {
	const { id, seq, phone, operation, said, arrived, sealed, signature } = word;
	const keeps = !['applied', 'merged'].includes(verdict.result) && verdict.forget !== true;
	return {
		...{
			id,
			seq,
			phoneId: phone.id,
			authorId: phone.staffId,
			centreId: phone.centreId,
			areaId: boxOf(facts, word, verdict)
		},
		...{ command: operation.command, householdId: homeOf(facts, word), people: peopleOf(operation) },
		...{ saidAt: said, receivedAt: arrived, deps: operation.deps, answer: verdict.answer },
		...{ result: verdict.result, final: verdict.final, code: verdict.code },
		tries: verdict.result === 'rejected' ? word.tries + 1 : word.tries,
		sealed: keeps ? sealed : null,
		signature: keeps ? signature : null
	};
}

/** In whose box a word lies, or whose work it was: an area that its author knew, and no other. */
const boxOf = (facts: Facts, word: Word, { result, area }: Verdict): string | null =>
	area !== null && (result === 'rerouted' || workOf(facts, word).ever.has(area)) ? area : null;

/** What was done is a change of its door; what came late lies in the box of whoever goes there now, on their phones too. */
async function tellAreas({ now }: Base, sql: Db, rows: readonly NewOperation[]): Promise<void> {
	const done = rows.filter(({ result }) => result === 'applied' || result === 'merged' || result === 'conflict');
	const late = rows.flatMap(({ result, areaId, id }) =>
		result === 'rerouted' && areaId !== null ? [{ area: areaId, kind: 'late' as const, about: id }] : []
	);
	await numberIn(sql, [...(await doorsSpokenOf(sql, done)), ...late], now);
}

/** Words that waited for what was just done. */
async function released(base: Base, sql: Db, rows: readonly NewOperation[]): Promise<Word[]> {
	const done = rows.filter(({ result, final }) => final && result !== 'rerouted').map(({ id }) => id);
	if (done.length === 0) return [];
	return wordsOf(base, sql, await lockHeldOn(sql, done));
}

/** Words as they lie here, opened again. */
export async function wordsOf({ keys }: Base, sql: Db, rows: readonly OperationRow[]): Promise<Word[]> {
	const phones =
		rows.length === 0
			? new Map<string, Bound>()
			: await phonesOf(
					sql,
					rows.map(({ phoneId }) => phoneId)
				);
	return rows.flatMap(({ id, seq, phoneId, sealed, signature, saidAt: said, receivedAt: arrived, tries }) => {
		const phone = phones.get(phoneId);
		const operation = sealed === null ? null : openParcel(keys, { id, seq, device: phoneId, sealed });
		return phone && operation && sealed && signature
			? [{ id, seq, phone, operation, said, arrived, sealed, signature, tries }]
			: [];
	});
}
