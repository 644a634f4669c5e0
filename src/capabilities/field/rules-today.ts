import { FIRST_FROM } from '#kernel/ages.ts';
import type { TakenHousehold } from './taken.ts';

/** Why a door is next. In this order they are gone to (`product`, campaign): what was promised, who asked, who is to be asked again whether they do it alone, who is old or needs somebody, who was not at home, the rest along the way, and last those who were met before. */
export const whys = ['promise', 'asked', 'check', 'elder', 'companion', 'again', 'next', 'met'] as const;
export type Why = (typeof whys)[number];

export type Door = TakenHousehold & { area: string };
/** What was said here today of a door, wherever it is by now: on the phone or at the house. */
export type SaidToday = { outcome: 'met' | 'not-home' | 'not-now' | 'moved-away' };
export type TodayDoor = Door & {
	why: Why;
	/** The day of the promise (`yyyy-mm-dd`), or who it is about: what the reason names. */
	detail: string | null;
	done: SaidToday['outcome'] | null;
};

/** The doors of a day in the order in which somebody goes, each with its reason; those that are done are behind the others. */
export function today(doors: readonly Door[], day: string, said: ReadonlyMap<string, SaidToday>): TodayDoor[] {
	return doors
		.map((door): TodayDoor => ({
			...door,
			...whyOf(door, day),
			done: said.get(door.id)?.outcome ?? doneBefore(door, day)
		}))
		.toSorted((a, b) => Number(isDone(a)) - Number(isDone(b)) || rank(a) - rank(b) || along(a, b));
}

/** At home nobody, today: it is gone to again at the end; anything else is done. */
export const isDone = ({ done }: Pick<TodayDoor, 'done'>): boolean => done !== null && done !== 'not-home';

const doneBefore = ({ visited }: Door, day: string): TodayDoor['done'] =>
	visited?.[0] === day ? (visited[1] as TodayDoor['done']) : null;

const rank = ({ why, done }: TodayDoor): number => whys.indexOf(why) + (done === 'not-home' ? whys.length : 0);

/** By lane, and along it by number: odd and even stand across from one another. */
function along(a: Door, b: Door): number {
	const lane = (a.lane ?? a.address).localeCompare(b.lane ?? b.address, 'vi');
	return lane || numberOf(a) - numberOf(b) || (a.floor ?? 0) - (b.floor ?? 0) || a.id.localeCompare(b.id);
}
const numberOf = ({ book }: Door): number => Number(/\d+/.exec(book ?? '')?.[0] ?? Infinity) || 0;

function whyOf({ people, visited }: Door, day: string): { why: Why; detail: string | null } {
	const open = people.flatMap((person) => person.open.map((need) => ({ person, need })));
	const promised = open
		.flatMap(({ need }) => (need.promisedOn !== null && need.promisedOn <= day ? [need.promisedOn] : []))
		.toSorted()[0];
	if (promised !== undefined) return { why: 'promise', detail: promised };
	const asked = open.find(({ need }) => need.plan === 'home-visit' || need.kind === 'visit');
	if (asked) return { why: 'asked', detail: asked.person.name };
	const check = people.find(({ again }) => again.some(([, from]) => from <= day));
	if (check) return { why: 'check', detail: check.name };
	if (visited?.[1] === 'met') return { why: 'met', detail: visited[0] };
	const year = Number(day.slice(0, 4));
	const elder = people.find((person) => person.year !== null && year - person.year >= FIRST_FROM);
	if (elder) return { why: 'elder', detail: elder.name };
	const frail = people.find(({ needs }) => needs.includes('companion') || needs.includes('home-visit'));
	if (frail) return { why: 'companion', detail: frail.name };
	if (visited?.[1] === 'not-home') return { why: 'again', detail: visited[0] };
	return { why: 'next', detail: null };
}
