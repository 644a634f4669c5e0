import type { Helper, Planning, Shift, Visit } from '#capabilities/home-visits/rules-visits.ts';

// A rural commune day: hamlets along a river, roads a third longer than the line, three minutes within a hamlet.

const HAMLETS = 12;
const SKILLS = ['eid', 'papers', 'phone', 'benefit'];
const MORNING = { from: 7 * 60 + 30, until: 11 * 60 + 30 };
const AFTERNOON = { from: 13 * 60 + 30, until: 17 * 60 };
const REST = { from: 11 * 60 + 30, until: 13 * 60 };

/** `size` visits for so many teams on one day; about one in six needs two teams at once. The same numbers make the same day. */
export function communeDay(size: number, teams: number, random: () => number): Planning {
	const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
	const at = Array.from({ length: HAMLETS }, () => [random() * 14, random() * 7]);
	const [walk, ride] = [12, 2.2];
	const minutes = (perKm: number) =>
		at.map(([ax, ay], a) =>
			at.map(([bx, by], b) => (a === b ? 3 : Math.ceil(1.35 * perKm * Math.hypot(ax! - bx!, ay! - by!))))
		);
	const helper = (n: number): Helper => ({
		id: `helper-${n}`,
		skills: SKILLS.filter(() => random() < 0.6),
		woman: n % 2 === 0,
		languages: n % 5 === 0 ? ['vi', 'muong'] : ['vi']
	});
	const shifts = Array.from({ length: teams }, (_, n): Shift => {
		const home = Math.floor(random() * HAMLETS);
		return {
			id: `team-${n}`,
			helpers: [helper(2 * n), helper(2 * n + 1)],
			hours: { from: MORNING.from, until: AFTERNOON.until },
			rest: REST,
			from: home,
			to: home,
			mostVisits: 6,
			overtime: 30,
			mode: n % 3 === 0 ? 0 : 1
		};
	});
	const visits = Array.from({ length: size }, (_, n): Visit => {
		const skill = pick(SKILLS);
		const two = random() < 1 / 6;
		return {
			id: `visit-${n}`,
			place: Math.floor(random() * HAMLETS),
			minutes: pick([25, 30, 35, 40, 50]),
			windows: pick([[MORNING], [AFTERNOON], [MORNING, AFTERNOON], [MORNING, AFTERNOON]]),
			roles: two ? [{ skills: [skill] }, { skills: [] }] : [{ skills: [skill] }],
			apart: null,
			priority: pick([1, 2, 3, 4, 5]),
			dueDay: pick([-2, -1, 0, 1, 2, 3]),
			woman: random() < 0.2,
			language: random() < 0.05 ? 'muong' : null,
			known: random() < 0.3 ? [`helper-${Math.floor(random() * 2 * teams)}`] : [],
			never: [],
			twoPeople: random() < 0.3 ? 'first-visit' : null,
			told: null,
			planned: null
		};
	});
	return { visits, shifts, travel: [minutes(walk), minutes(ride)] };
}
