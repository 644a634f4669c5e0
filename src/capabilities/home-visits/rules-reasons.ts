import type { Plan, Route, Stop } from './rules-plan.ts';
import { startsOf, twoPeopleBecause, type Planning, type Shift, type TwoPeople, type Visit } from './rules-visits.ts';

/** Why a visit stands where it stands: codes; the words come where they are shown. Minutes of the plan. */
export type Reason =
	| { why: 'told'; at: number }
	| { why: 'meet'; with: string; at: number }
	| { why: 'window-opens'; at: number }
	| { why: 'window-closes'; until: number }
	| { why: 'two-people'; because: TwoPeople }
	| { why: 'woman' | 'language'; helper: string }
	| { why: 'known'; helper: string }
	| { why: 'overdue'; days: number }
	| { why: 'pressing'; priority: number }
	| { why: 'on-the-way'; after: string | null; minutes: number };

type Seen = { visit: Visit; stop: Stop; shift: Shift; route: Route; plan: Plan };

/** A stop stands near the end of its window when whatever comes next would not fit before it. */
const closes = ({ visit, stop, route }: Seen): number | null => {
	const next = route.stops[route.stops.indexOf(stop) + 1];
	const span = startsOf(visit).find(({ from, until }) => from <= stop.start && stop.start <= until);
	return !visit.told && next && span && next.end + next.travel > span.until ? span.until + visit.minutes : null;
};

const one = <T>(value: T | null | undefined | false, reason: (value: T) => Reason): Reason[] =>
	value === null || value === undefined || value === false ? [] : [reason(value)];

/** Every reason there is, the most binding first. */
const REASONS: readonly ((seen: Seen) => Reason[])[] = [
	({ visit }) => one(visit.told, ({ at }) => ({ why: 'told', at })),
	({ visit, stop, plan }) =>
		plan.routes.flatMap(({ shift, stops }) =>
			stops
				.filter((other) => other.visit === visit.id && other.role !== stop.role)
				.map(({ start }): Reason => ({ why: 'meet', with: shift, at: start }))
		),
	({ visit, stop }) =>
		one(!visit.told && startsOf(visit).find(({ from }) => from === stop.start), ({ from }) => ({
			why: 'window-opens',
			at: from
		})),
	(seen) => one(closes(seen), (until) => ({ why: 'window-closes', until })),
	({ visit }) => one(twoPeopleBecause(visit), (because) => ({ why: 'two-people', because })),
	({ visit, shift }) =>
		one(visit.woman && shift.helpers.find(({ woman }) => woman), ({ id }) => ({ why: 'woman', helper: id })),
	({ visit: { language }, shift }) =>
		one(language !== null && shift.helpers.find(({ languages }) => languages.includes(language)), ({ id }) => ({
			why: 'language',
			helper: id
		})),
	({ visit, shift }) =>
		one(
			shift.helpers.find(({ id }) => visit.known.includes(id)),
			({ id }) => ({ why: 'known', helper: id })
		),
	({ visit: { dueDay } }) => one(dueDay < 0 && -dueDay, (days) => ({ why: 'overdue', days })),
	({ visit: { priority } }) => one(priority >= 4 && priority, (pressing) => ({ why: 'pressing', priority: pressing })),
	({ stop, route }) => {
		const after = route.stops[route.stops.indexOf(stop) - 1]?.visit ?? null;
		return [{ why: 'on-the-way', after, minutes: stop.travel }];
	}
];

/** Why the team of `shift` is at this door at this time, the most binding reason first; never empty. */
export function reasonsOf(planning: Planning, plan: Plan, shift: string, stop: Stop): Reason[] {
	const seen: Seen = {
		visit: planning.visits.find(({ id }) => id === stop.visit)!,
		shift: planning.shifts.find(({ id }) => id === shift)!,
		route: plan.routes.find((route) => route.shift === shift)!,
		stop,
		plan
	};
	return REASONS.flatMap((reason) => reason(seen));
}
