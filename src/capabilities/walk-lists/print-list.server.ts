import { centreOf } from '#kernel/actor.ts';
import { dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { areas } from '#capabilities/field/areas.server.ts';
import { holdLed } from '#capabilities/field/leads.server.ts';
import { doorsOnPaper } from '#capabilities/field/on-paper.server.ts';
import type { TodayDoor } from '#capabilities/field/rules-today.ts';
import * as v from 'valibot';
import { Sheet, type SheetRow } from './answers.ts';
import { OneList, PrintList } from './inputs.ts';
import { getOpenList } from './lists.server.ts';
import { insertList, insertRows, listDoors, listRows, nextNumber } from './sql.server.ts';

/** Where nobody was met by the last visit, or somebody is waited for: by a promise, by their own asking, or to be asked again. */
const isLeft = ({ visited, why }: TodayDoor): boolean =>
	visited?.[1] !== 'met' || why === 'promise' || why === 'asked' || why === 'check';
/** Reasons that say nothing of anybody. */
const SAID: ReadonlySet<string> = new Set(['promise', 'again', 'next']);

/**
 * A list on paper of the doors of an area, in the order in which a phone would show them today, for somebody who goes there. Refuses
 * whoever does not (`walker-missing`), and an area where no such door is (`walk-list-empty`).
 */
export const printList = command(
	{
		name: 'walk-lists.print-list',
		byPerson: true,
		group: 'lead-field',
		input: PrintList,
		answer: v.object({ list: v.string(), rows: v.number() })
	},
	async (context, { id: list, area, walker, which }) => {
		const { db, actor, now, request } = context;
		await holdLed(context, [area]);
		const going = (await areas(context, {})).find(({ id }) => id === area)?.workers ?? [];
		if (!going.some(({ id }) => id === walker)) throw new Refusal('walker-missing');
		const all = await doorsOnPaper(context, { list, walker, area }, await listDoors(db, area), dayOf(now));
		const doors = which === 'all' ? all : all.filter(isLeft);
		if (doors.length === 0) throw new Refusal('walk-list-empty');
		const people = doors.flatMap(({ people: here }) => here.filter(({ name }) => name !== null)).length;
		const centre = centreOf(actor);
		const number = await nextNumber(db, centre);
		await insertList(db, { id: list, centre, area, walker, number, people, by: actor.id, at: now });
		const rows = doors.map(({ id: household, people: here }, n) => ({
			...{ id: requestFor(request, n, 'row'), n: n + 1, household },
			people: here.map(({ id: person }) => person)
		}));
		await insertRows(db, list, rows);
		return { answer: { list, rows: rows.length }, about: list, detail: { area, walker, rows: rows.length, people } };
	}
);

/** A door as a row of paper shows it: no need and no answer of anybody is on it, and no reason that tells who is old or alone. */
export const rowOf = (door: TodayDoor, { id, n }: { id: string; n: number }): SheetRow => ({
	...{ id, n, book: door.book, lane: door.lane, hamlet: door.hamlet, floor: door.floor, address: door.address },
	...(SAID.has(door.why) ? { why: door.why, detail: door.detail } : { why: 'next', detail: null }),
	people: door.people.map(({ id: person, name, year, relation }) => ({ id: person, name, year, relation }))
});

/** The paper of a list that is out, to print; being on it is a look, which each of them reads. A door that has gone to another area since is not on it. */
export const sheet = query(
	{
		name: 'walk-lists.sheet',
		byPerson: true,
		group: 'lead-field',
		input: OneList,
		answer: Sheet,
		look: ({ list, rows }) => ({
			person: rows.flatMap(({ people }) => people.filter(({ name }) => name !== null).map(({ id }) => id)),
			...{ what: 'paper-list', purpose: 'campaign-visit', about: list.id }
		})
	},
	async (context, { list: id }) => {
		const list = await getOpenList(context, id);
		await holdLed(context, [list.areaId]);
		const rows = await listRows(context.db, id, context.actor.id);
		const paper = { list: id, walker: context.actor.id, area: list.areaId };
		const doors = new Map(
			(
				await doorsOnPaper(
					context,
					paper,
					rows.map(({ household }) => household),
					dayOf(list.printedAt)
				)
			).map((door) => [door.id, door])
		);
		return {
			list,
			// Whoever came since is not on it: who stands where on the paper is kept as it was printed.
			rows: rows.flatMap((row) => {
				const door = doors.get(row.household);
				return door ? [{ ...rowOf(door, row), people: inOrder(row.people, rowOf(door, row).people) }] : [];
			})
		};
	}
);

/** Those who were printed, in the order of the paper. */
const inOrder = (printed: readonly (string | null)[], here: SheetRow['people']): SheetRow['people'] =>
	printed.flatMap((person) => here.find(({ id }) => id === person) ?? []);
