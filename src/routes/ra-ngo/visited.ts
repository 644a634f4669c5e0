import { atDoor } from '#capabilities/assistance/at-door.ts';
import type { Word } from '#capabilities/field/outbox.browser.ts';
import type { TodayDoor } from '#capabilities/field/rules-today.ts';
import type { How, Need, Topic } from './words.ts';

/** What came of standing at a door. */
export type Visited = {
	outcome: 'met' | 'not-home' | 'not-now' | 'moved-away';
	minutes: number;
	met: readonly string[];
	taught: readonly { person: string; topic: Topic; how: How }[];
	needs: readonly { person: string; kind: Need }[];
	/** The day by which somebody comes again for the first of these needs (`yyyy-mm-dd`), and who: themselves. */
	promise: { day: string; helper: string } | null;
};

/** A visit as commands of the house: the visit, each need that was told, and what was promised. */
export function visited(door: Pick<TodayDoor, 'id'>, { needs, promise, ...visit }: Visited): Word[] {
	const household = door.id;
	const met = visit.met.map((person) => ({ session: crypto.randomUUID(), person }));
	const sittingOf = (person: string): string | null => met.find((one) => one.person === person)?.session ?? null;
	const asked = needs.map((need) => ({ ...need, id: crypto.randomUUID() }));
	const [first] = asked;
	return [
		{
			command: atDoor.recordVisit,
			input: { ...visit, id: crypto.randomUUID(), household, met },
			about: { household, people: [...visit.met], session: null }
		},
		...asked.map(({ id, person, kind }) => ({
			command: atDoor.recordNeed,
			input: { id, person, kind, urgency: 'this-month', source: 'door', note: null },
			about: { household, people: [person], session: sittingOf(person) }
		})),
		...(first && promise
			? [
					{
						command: atDoor.planNeed,
						input: { need: first.id, helper: promise.helper, plan: 'home-visit', promisedOn: promise.day },
						about: { household, people: [first.person], session: sittingOf(first.person) }
					}
				]
			: [])
	];
}
