import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { Nothing } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { query } from '#platform/dispatch.server.ts';
import { inTurns } from '#platform/in-turns.server.ts';
import type { Steps } from '#kernel/steps.ts';
import { ledBy } from '#capabilities/field/leads.server.ts';
import { DOORS_MOST, eachGoes } from '#capabilities/field/rules-budget.ts';
import { communeOf } from '#capabilities/places/hamlets.server.ts';
import { Division, DivisionPreview, HamletState } from './answers.ts';
import {
	dividedBy,
	dividedOf,
	divisibleIn,
	holdHamlet,
	meantBy,
	thoughtOf,
	withPut,
	type Divided,
	type DividedDoor,
	type Part
} from './division.server.ts';
import { OfHamlet, TryDivision } from './inputs.ts';
import { unevenBy, walking } from './rules-division.ts';
import {
	countPhonesOf,
	countTouched,
	findDivision,
	findGround,
	findOpenDivision,
	listGoers,
	listHamletStates,
	listKnown
} from './sql-division.server.ts';

const doorsAlone = 'holds doors and lanes, and nobody behind them';
/** Whoever presses again and again has one hamlet worked out at a time. */
const turns = { of: 'division', most: 1, wait: 5 };

/** The hamlets that whoever asks leads: how many households each has, how many of them nobody goes to, and whether it is being divided. */
export const hamletStates = query(
	{ name: 'campaigns.hamlets', group: 'lead-field', input: Nothing, answer: v.array(HamletState), look: doorsAlone },
	async (context) => {
		const { db, actor } = context;
		return listHamletStates(db, centreOf(actor), await communeOf(db, actor), await ledBy(context));
	}
);

/** How a hamlet is being divided; null while nobody has begun. */
export const division = query(
	{
		name: 'campaigns.division',
		group: 'lead-field',
		input: OfHamlet,
		answer: v.nullable(Division),
		look: doorsAlone,
		turns
	},
	async (context, { hamlet }) => {
		const { db, actor } = context;
		await holdHamlet(context, hamlet);
		const row = await findOpenDivision(db, centreOf(actor), hamlet);
		const ground = row && (await findGround(db, hamlet));
		if (!row || !ground) return null;
		const divided = await dividedOf(context, row);
		const goers = await listGoers(db, row.centreId, hamlet);
		const named = new Map(goers.map(({ id, name }) => [id, name]));
		const { doors } = divided;
		return {
			...{ id: row.id, rev: row.rev, hamlet: ground.name, boundary: ground.boundary as Division['boundary'] },
			...(await inTurns(walkedIn(divided, named))),
			doors: doors.map(({ id, lane, spot, now, letter, met }) => ({
				id,
				lane,
				spot: spot && [...spot],
				now,
				letter,
				met
			})) as Division['doors'],
			...{ goers: [...goers], undo: row.steps.length > 0, changes: changesIn(divided) }
		};
	}
);

const inPart = (doors: readonly DividedDoor[], letter: string) => doors.filter((door) => door.letter === letter);
const sizeOf = (doors: readonly DividedDoor[], letter: string, when: 'now' | 'letter'): number =>
	doors.filter((door) => door[when] === letter).length;

/** Parts and lanes, with how far somebody walks in each. */
function* walkedIn(divided: Divided, named: ReadonlyMap<string, string>): Steps<Pick<Division, 'parts' | 'lanes'>> {
	const parts: Division['parts'] = [];
	for (const part of divided.parts) parts.push(yield* partOf(part, divided, named));
	return { parts, lanes: yield* lanesOf(divided.doors) };
}

function* partOf({ letter, name, fresh, then }: Part, { doors }: Divided, named: ReadonlyMap<string, string>) {
	const own = inPart(doors, letter);
	return {
		...{ letter, name, fresh, doors: own.length, before: sizeOf(doors, letter, 'now') },
		staff: then.map((id) => ({ id, name: named.get(id) ?? '' })),
		...{ first: own.filter(({ first }) => first).length, walk: yield* walking(own) },
		each: eachGoes(own.length, then.length)
	};
}

function* lanesOf(doors: readonly DividedDoor[]): Steps<Division['lanes']> {
	const lanes: Division['lanes'] = [];
	for (const [name, own] of Map.groupBy(doors, ({ lane }) => lane)) {
		const letters = [...new Set(own.map(({ letter }) => letter))].toSorted();
		lanes.push({ name, doors: own.length, walk: yield* walking(own), letters });
	}
	return lanes;
}

/** People, parts and doors: whether any of them is to be otherwise than it is. */
const changesIn = (divided: Divided): boolean =>
	moving(divided).length > 0 || divided.parts.some((part) => part.fresh || peopleIn(part) !== null);

/** Who comes to a part, and who goes from it; null where nobody does. */
function peopleIn({ letter, goes, then }: Part): { letter: string; comes: string[]; leaves: string[] } | null {
	const comes = then.filter((one) => !goes.includes(one));
	const leaves = goes.filter((one) => !then.includes(one));
	return comes.length + leaves.length > 0 ? { letter, comes, leaves } : null;
}

/** What it would bring to put doors into a part, or, where nothing is put, what handing the division over brings. Nothing is written. */
export const tryDivision = query(
	{
		name: 'campaigns.try-division',
		group: 'lead-field',
		input: TryDivision,
		answer: DivisionPreview,
		look: doorsAlone,
		turns
	},
	async (context, { division: id, put }) => {
		const row = await findDivision(context.db, id);
		if (!row) throw new Refusal('division-over');
		await holdHamlet(context, row.hamletId);
		const ground = await divisibleIn(context, row);
		const divided = dividedBy(row, ground);
		if (!put) return previewOf(context, divided);
		const meant = meantBy(divided, put.which);
		const then = dividedBy({ ...row, state: withPut(thoughtOf(divided), meant, put.letter) }, ground);
		const own = new Set(meant.map((door) => door.id));
		const among = then.doors.filter((door) => own.has(door.id));
		return previewOf(context, then, { among, before: divided });
	}
);

/** The doors that come to another area when a division is handed over. */
export const moving = ({ doors }: { doors: readonly DividedDoor[] }): DividedDoor[] =>
	doors.filter(({ now, letter }) => now !== letter);

/** Doors with who comes to them and who goes no more, whether the door moves or the people do; those where nobody changes are left out. */
function changing({ parts }: Divided, among: readonly DividedDoor[]) {
	const partOfLetter = new Map(parts.map((part) => [part.letter, part]));
	return among.flatMap(({ id, now, letter }) => {
		const goes = partOfLetter.get(now ?? '')?.goes ?? [];
		const then = partOfLetter.get(letter ?? '')?.then ?? [];
		const leave = goes.filter((one) => !then.includes(one));
		return leave.length > 0 || then.some((one) => !goes.includes(one)) ? [{ id, leave }] : [];
	});
}

/** What comes of it, for all doors or some of them; parts are shown beside how they stand in `before`, by default beside now. */
export async function previewOf(
	{ db, now }: Context,
	divided: Divided,
	{ among = divided.doors, before }: { among?: readonly DividedDoor[]; before?: Divided } = {}
): Promise<DivisionPreview> {
	const { parts, doors } = divided;
	const moved = moving({ doors: among });
	const others = changing(divided, among);
	const ids = [...new Set([...moved, ...others].map(({ id }) => id))];
	const touched = await countTouched(db, ids, dayOf(now));
	const people = parts.map(peopleIn).filter((one) => one !== null);
	const facts = {
		...{ families: moved.length, others: others.length, ...touched },
		toNobody: moved.filter(({ letter }) => letter === null).length,
		phones: await countPhonesOf(db, [...new Set(others.flatMap(({ leave }) => leave))])
	};
	return {
		...{ ...facts, people },
		known: [...(await listKnown(db, ids))],
		parts: await inTurns(movesIn(divided, before)),
		unevenBy: unevenBy(parts.map(({ letter }) => sizeOf(doors, letter, 'letter')).filter((count) => count > 0)),
		heavy: parts
			.filter((part) => isLoaded(part, moved))
			.map(({ letter, then }) => ({ letter, each: eachGoes(sizeOf(doors, letter, 'letter'), then.length) }))
			.filter(({ each }) => each > DOORS_MOST),
		stamp: stampOf(divided, moved, facts)
	};
}

/** Whether a part is given doors, or somebody: only then may it be too much for one. */
export const isLoaded = (part: Part, moved: readonly DividedDoor[]): boolean =>
	moved.some(({ letter }) => letter === part.letter) || (peopleIn(part)?.comes.length ?? 0) > 0;

/** The parts of which the doors become more or fewer, with how far somebody walks in each before and after. */
function* movesIn({ parts, doors }: Divided, before?: Divided): Steps<DivisionPreview['parts']> {
	const moves: DivisionPreview['parts'] = [];
	for (const { letter } of parts) {
		const one = yield* partMoves(letter, doors, before);
		if (one.from !== one.to) moves.push(one);
	}
	return moves;
}

function* partMoves(letter: string, doors: readonly DividedDoor[], before?: Divided) {
	const was = before ? inPart(before.doors, letter) : doors.filter(({ now }) => now === letter);
	const is = inPart(doors, letter);
	return { letter, from: was.length, to: is.length, walkFrom: yield* walking(was), walkTo: yield* walking(is) };
}

/** What somebody saw who hands over: the doors that move, and what hangs on them. */
const stampOf = ({ row, parts }: Divided, moved: readonly DividedDoor[], facts: object): string =>
	createHash('sha256')
		.update(
			JSON.stringify([row.rev, moved.map(({ id, area, letter }) => [id, area, letter]), parts.map(peopleIn), facts])
		)
		.digest('base64url')
		.slice(0, 22);
