import { openFacts } from './seal.server.ts';
import * as v from 'valibot';
import { homeOf, system } from '#kernel/actor.ts';
import { dayOf } from '#kernel/day.ts';
import { moreAfter, type Page } from '#kernel/page.ts';
import { day, id, OnePage, pageWith, whole as number } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { command, query, only } from '#platform/dispatch.server.ts';
import { inScope } from '#platform/scope.server.ts';
import { findKeys, type SubjectKey } from '#platform/subject-keys.server.ts';
import type { Chore } from '#platform/worker.server.ts';
import { communeOf } from '#capabilities/places/hamlets.server.ts';
import { why } from './inputs.ts';
import { paidFor, searching } from './people.server.ts';
import { maskNumber } from './rules-id-number.ts';
import { compareTwins, LIKELY, POSSIBLE, type Compared, type TwinReason } from './rules-twins.ts';
import {
	closeStale,
	listCommunesWithPeople,
	listCompared,
	listLike,
	listPairs,
	countTwinsOf,
	listTwinsOf,
	putTwins,
	settleTwin,
	type ComparedRow
} from './sql-twins.server.ts';
import { Likes, Twins, type Like, type TwinSide } from './answers.ts';

const open = (row: ComparedRow, key: SubjectKey | undefined): Compared => ({
	id: row.id,
	name: row.name,
	birthYear: row.birthYear,
	birthDate: row.birthDate,
	gender: row.gender,
	hamlet: row.hamlet,
	household: row.household,
	...openFacts(row, key)
});

/** Goes through a whole commune and keeps the pairs that may be one person. What somebody has decided about is not asked again. */
export const findTwins = command(
	{
		name: 'residents.find-twins',
		group: 'house',
		input: v.object({ commune: number }),
		answer: v.object({ looked: v.number(), found: v.number() }),
		milliseconds: 120_000
	},
	async (context, { commune }) => {
		const { db, now } = context;
		const pairs = await listPairs(db, commune);
		const ids = [...new Set(pairs.flatMap(({ oneId, otherId }) => [oneId, otherId]))];
		const [rows, keys] = [await listCompared(db, commune, ids), await findKeys(context, ids)];
		const people = new Map(rows.map((row) => [row.id, { ...open(row, keys.get(row.id)), frequency: row.frequency }]));
		const found = pairs.flatMap(({ oneId, otherId }) => {
			const [one, other] = [people.get(oneId), people.get(otherId)];
			if (!one || !other) return [];
			const twins = compareTwins(one, other, Math.min(one.frequency, other.frequency));
			return twins.score >= POSSIBLE
				? [{ id: requestFor('twins', 0, oneId + otherId), one: oneId, other: otherId, ...twins }]
				: [];
		});
		await putTwins(db, commune, found, now);
		await closeStale(
			db,
			commune,
			found.map(({ one, other }) => one + other),
			now
		);
		return {
			answer: { looked: pairs.length, found: found.length },
			person: null,
			detail: { commune, looked: pairs.length, found: found.length }
		};
	}
);

/** Each night, once a day for each commune: the request is the day, so that a restart does not look twice. */
export const twinsAtNight: Chore = {
	name: 'residents.twins',
	everySeconds: 3600,
	holds: true,
	run: async (base) => {
		const rights = only(findTwins);
		const communes = await inScope(base.db, system('twins', rights), '', (db) => listCommunesWithPeople(db));
		const faults: unknown[] = [];
		for (const { commune, centre } of communes) {
			const request = requestFor('twins-of', commune, dayOf(base.clock()));
			const context = { ...base, actor: system('twins', rights, null, [centre]), now: base.clock(), request };
			await findTwins(context, { commune }).catch((fault: unknown) => faults.push(fault));
		}
		// One commune's fault is told after every other has had its turn.
		if (faults.length > 0) throw faults[0];
	}
};

const side = ({ household: _, number, phone, ...rest }: Compared): TwinSide => ({
	...rest,
	number: number && maskNumber(number),
	phone: phone && `•••• ${phone.slice(-3)}`
});

/** Pairs that wait for somebody's eye, the likeliest first; numbers are masked. */
/** Pairs on one page. */
const PAGE = 100;

/** Pairs of the commune that may be one person, the likeliest first. Each pair that is shown is a look. */
export const twins = query(
	{
		name: 'residents.twins',
		group: 'join-people',
		input: OnePage,
		answer: pageWith(Twins),
		look: ({ rows }) => ({
			person: rows.flatMap(({ one, other }) => [one.id, other.id]),
			...{ what: 'list', purpose: 'list-twins', repeats: true }
		})
	},
	async (context, { page }): Promise<Page<Twins>> => {
		const commune = await communeOf(context.db, context.actor);
		const whole = await countTwinsOf(context.db, commune);
		const found = await listTwinsOf(context.db, commune, PAGE, page * PAGE);
		const ids = found.flatMap(({ oneId, otherId }) => [oneId, otherId]);
		const [compared, keys] = [await listCompared(context.db, commune, ids), await findKeys(context, ids)];
		const people = new Map(compared.map((row) => [row.id, side(open(row, keys.get(row.id)))]));
		const rows = found.flatMap(({ id: pair, oneId, otherId, score, reasons }) => {
			const [one, other] = [people.get(oneId), people.get(otherId)];
			return one && other ? [{ id: pair, likely: score >= LIKELY, reasons: reasons as TwinReason[], one, other }] : [];
		});
		return { rows, whole, more: moreAfter(whole, page, PAGE) };
	}
);

/** They are two people: the pair is not shown again, whatever is found later. */
export const notSame = command(
	{
		name: 'residents.not-same',
		group: 'join-people',
		input: v.object({ one: id, other: id }),
		answer: v.object({ settled: v.literal(true) })
	},
	async (context, { one, other }) => {
		const { db, actor, now, request } = context;
		const commune = await communeOf(db, actor);
		await settleTwin(db, one, other, { id: request, commune, state: 'not-same', by: actor.id, at: now });
		return { answer: { settled: true }, about: one, person: one, detail: { other } };
	}
);

const Described = v.object({
	name: v.pipe(v.string(), v.maxLength(120)),
	birthYear: v.nullable(v.number()),
	birthDate: v.nullable(day),
	hamlet: v.nullable(v.string()),
	why
});

/** As many as somebody reads aloud to whoever waits; how many there are besides is told. */
const NEAREST = 5;

/** Who somebody that is about to be written down may be, with the reasons, the likeliest first. It costs what a search costs, and is refused alike. */
export const peopleLike = query(
	{
		name: 'residents.like',
		group: 'sit-beside',
		input: Described,
		answer: Likes,
		turns: searching,
		look: ({ nearest }, said) => ({
			...{ person: nearest.map(({ id: person }) => person), what: 'search', purpose: said.why ?? 'find' }
		})
	},
	async (context, said): Promise<Likes> => {
		const { most } = await paidFor(context, said.why);
		const all = await likeIn(context, said);
		return { nearest: all.slice(0, Math.min(NEAREST, most)), whole: all.length };
	}
);

async function likeIn(context: Context, { why: _, ...said }: v.InferOutput<typeof Described>): Promise<Like[]> {
	if (homeOf(context.actor) === null) return [];
	const rows = await listLike(context.db, await communeOf(context.db, context.actor), said.name, said.birthDate);
	const typed: Compared = { ...said, id: '', gender: null, number: null, phone: null, household: null };
	return rows
		.map((row) => ({ row, twins: compareTwins(typed, open(row, undefined), row.frequency) }))
		.filter(({ twins: { score } }) => score >= POSSIBLE - 1)
		.toSorted((a, b) => b.twins.score - a.twins.score)
		.map(({ row: { id: found, name, birthYear, hamlet }, twins: { score, reasons } }) => ({
			id: found,
			name,
			birthYear,
			hamlet,
			likely: score >= LIKELY,
			reasons
		}));
}
