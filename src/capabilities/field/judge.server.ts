import * as v from 'valibot';
import { Refusal } from '#kernel/refusal.ts';
import type { Actor } from '#kernel/actor.ts';
import { tryOnce } from '#platform/attempts.server.ts';
import { transaction, type Db } from '#platform/db.server.ts';
import { isAway, isFull } from '#platform/away.server.ts';
import type { Context } from '#platform/context.server.ts';
import { log } from '#platform/log.server.ts';
import { setScope } from '#platform/scope.server.ts';
import { asRefusal } from '#platform/broken-rules.ts';
import { carries, carriedRights } from './carries.server.ts';
import { phoneActor, type Base } from './door.server.ts';
import { homeOf, noteDone, workOf, type Facts, type Word } from './facts.server.ts';
import { MOST_TRIES, OLDEST_SCHEMA, SCHEMA } from './protocol.ts';
import { placeOf, type Place } from './rules-place.ts';
import { dropHoldings, layHolding } from './sql-areas.server.ts';
import type { OperationRow } from './sql-operations.server.ts';

/** What became of a word; `area` in whose box it lies, or whose work it was. */
export type Verdict = Pick<OperationRow, 'result' | 'final' | 'code' | 'answer'> & {
	area: string | null;
	forget?: true;
};

type Carried = NonNullable<ReturnType<(typeof carries)['get']>>;

const waits = (word: Word, code: string): Verdict => ({
	...{ result: 'held', final: false, code, answer: null, area: word.operation.area }
});
const refused = (word: Word, code: string, final = word.tries + 1 >= MOST_TRIES): Verdict => ({
	...{ result: 'rejected', final, code, answer: null, area: word.operation.area }
});
const boxed = (area: string | null, code: string): Verdict => ({
	...{ result: 'rerouted', final: true, code, answer: null, area }
});

/**
 * Carries out one word as whoever said it, in a savepoint of its own: what is refused leaves nothing behind. Late words about somebody
 * who was erased are kept nowhere.
 */
export async function judge(base: Base, sql: Db, facts: Facts, word: Word): Promise<Verdict> {
	const { phone } = word;
	const carried = carries.get(word.operation.command);
	const no = noneOf(facts, word, carried);
	if (no || !carried) return no ?? refused(word, 'not-allowed', true);
	if (phone.revokedAt) return boxed(null, 'phone-revoked');
	const built = onWhat(facts, word);
	if (built) return built;
	// Whoever was sat with takes something back: that counts wherever they live by now.
	if (carried.wins && sittingOf(facts, word))
		return carryOut(base, sql, facts, word, carried, { to: 'run', areas: [...workOf(facts, word).now] });
	const place = carried.anywhere ? everywhere(facts, word) : placeOf(placing(facts, word, carried));
	if (place.to === 'box') return boxed(place.area, 'handed-over');
	if (place.to === 'refuse') return refused(word, 'not-your-area');
	// Not in its command: what somebody has accepted is slowed no more.
	if (await isSlowed(base, sql, word, carried)) return refused(word, 'word-slowed', true);
	return carryOut(base, sql, facts, word, carried, place);
}

/** Why it is none of the words that a command could carry out, whoever said it where; null, it is one. */
function noneOf(facts: Facts, word: Word, carried: Carried | undefined): Verdict | null {
	const { schema, input, user } = word.operation;
	const read = carried && v.safeParse(carried.door.schema, input);
	// Before all else: whatever becomes of the word, that is kept nowhere.
	if (read?.issues?.some(isSecret)) return forgotten(word, 'secret-typed');
	if (isOfErased(facts, word)) return forgotten(word, 'person-erased');
	if (schema > SCHEMA) return waits(word, 'app-newer');
	if (schema < OLDEST_SCHEMA) return refused(word, 'app-old', true);
	if (!read || user !== word.phone.staffId) return refused(word, 'not-allowed', true);
	// What no command could read is in nobody's box.
	return read.success ? null : refused(word, 'wrong-input');
}

async function isSlowed(base: Base, sql: Db, { id: request, phone }: Word, { brake }: Carried): Promise<boolean> {
	const actor = phoneActor(carriedRights, phone, []);
	return brake !== undefined && (await tryOnce({ ...base, db: sql, actor, request }, brake, phone.staffId)) !== null;
}

const everywhere = (facts: Facts, word: Word): Place => ({ to: 'run', areas: [...workOf(facts, word).now] });

/** Of such a word nothing is kept here, not even sealed. */
const forgotten = (word: Word, code: string): Verdict => ({ ...refused(word, code, true), forget: true });

/** A code or a password that somebody typed. */
const isSecret = ({ message }: { message: string }): boolean => message === 'secret-typed';

/** Whose it is by its own words, whatever it says of itself beside them. */
const spokenOf = ({ operation }: Word): string | null =>
	typeof operation.input['person'] === 'string' ? operation.input['person'] : null;

/** Whether all of whom a word speaks, or whose it is, are erased. */
export const isOfErased = ({ erased }: Facts, word: Word): boolean => {
	const { people } = word.operation.about;
	const person = spokenOf(word);
	return (people.length > 0 && people.every((one) => erased.has(one))) || (person !== null && erased.has(person));
};

/** Why a word has to wait for others, or cannot be done because they were not. */
function onWhat(facts: Facts, word: Word): Verdict | null {
	const states = word.operation.deps.map((dep) => facts.states.get(dep));
	const isOver = (state: (typeof states)[number]): boolean =>
		state !== undefined && state.final && (state.result === 'rejected' || state.result === 'dropped');
	if (states.some(isOver)) return refused(word, 'dep-refused', true);
	const stands = ['applied', 'merged', 'conflict'];
	return states.every((state) => state && stands.includes(state.result)) ? null : waits(word, 'dep-missing');
}

/** Where that door belongs; undefined where nobody knows it. */
export function doorOf(facts: Facts, word: Word) {
	const home = homeOf(facts, word);
	return home === null ? undefined : facts.doors.get(home);
}

function placing(facts: Facts, word: Word, carried: Carried) {
	const door = doorOf(facts, word);
	return {
		...workOf(facts, word),
		area: word.operation.area,
		holds: door ? door.area : undefined,
		before: door?.before ?? [],
		founds: carried.foundsHousehold === true,
		wins: carried.wins === true
	};
}

/** The same without what has been placed: for a word that somebody has accepted out of their box. */
export async function carryOut(
	base: Base,
	sql: Db,
	facts: Facts,
	word: Word,
	carried: Carried,
	{ areas }: Extract<Place, { to: 'run' }>
): Promise<Verdict> {
	const sitting = sittingOf(facts, word);
	if (carried.sits && !sitting) return refused(word, 'no-session');
	const actor = phoneActor(carriedRights, word.phone, areas, sitting);
	try {
		const answer = await run(base, sql, actor, word, carried, facts.erased);
		noteDone(facts, word);
		return { ...verdictOf(answer), answer, area: word.operation.area };
	} catch (reason) {
		const code = whyNot(word, reason);
		if (carried.merges?.(code, word.operation.input))
			return { result: 'merged', final: true, code, answer: null, area: word.operation.area };
		return refused(word, code);
	}
}

function sittingOf(facts: Facts, { operation, phone }: Word): { session: string; person: string } | null {
	const { session, people } = operation.about;
	const sat = session === null ? undefined : facts.sittings.get(session);
	return session !== null && sat?.helper === phone.staffId && sat.person === people[0]
		? { session, person: sat.person }
		: null;
}

type Answer = Record<string, unknown>;

async function run(base: Base, sql: Db, actor: Actor, word: Word, carried: Carried, erased: ReadonlySet<string>) {
	const { operation, id: request, said, arrived } = word;
	const { keys, store, now } = base;
	const input = carried.without && erased.size > 0 ? carried.without(operation.input, erased) : operation.input;
	const call = (db: Db): Promise<Answer> => {
		const context: Context = { db, keys, store, now, said, arrived, request, actor };
		return carried.door(context, input as never) as Promise<Answer>;
	};
	const { household } = operation.about;
	if (!carried.foundsHousehold) return call(sql);
	if (household === null || input['id'] !== household) throw new Refusal('household-unknown');
	// The door is of the area before anybody lives behind it, or whoever founds it would not see it.
	return transaction(sql, async (inner) => {
		await setScope(inner, actor, request);
		await layHolding(inner, household, operation.area, now);
		const answer = await call(inner);
		if (answer['id'] !== household) await dropHoldings(inner, [household]);
		return answer;
	});
}

/** A database that is away or at odds with itself: the whole batch comes again. */
const PASSES = /^(08|25|40|53|57|58)/;

/**
 * Why one word could not be done. The others go on: what none of ours foresaw is a fault, which stands in the log and, after it was
 * tried, before a person. What passes is thrown.
 */
function whyNot({ id, operation }: Word, reason: unknown): string {
	if (v.isValiError(reason)) return 'wrong-input';
	const no = asRefusal(reason);
	if (no) return no.code;
	const code = typeof reason === 'object' && reason !== null && 'code' in reason ? String(reason.code) : null;
	if (isAway(reason) || isFull(reason) || (code !== null && PASSES.test(code))) throw reason;
	// Below the code somebody was held to their areas: nobody does that by the app.
	if (code === '42501') return 'not-your-area';
	if (code?.startsWith('22')) return 'wrong-input';
	log.error({ operation: id, command: operation.command, fault: String(reason).slice(0, 300) }, 'a phone’s word');
	return 'word-fault';
}

/** Done as it was said; beside what another had changed; or against it, and both are kept. */
function verdictOf(answer: Answer): Pick<Verdict, 'result' | 'final' | 'code'> {
	if (typeof answer['lost'] === 'string' && answer['lost'] !== '')
		return { result: 'conflict', final: true, code: 'changed-otherwise' };
	if (answer['stands'] === false) return { result: 'conflict', final: true, code: 'no-stands' };
	return { result: answer['merged'] === true ? 'merged' : 'applied', final: true, code: null };
}
