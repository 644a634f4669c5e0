import type { Plan } from '#capabilities/home-visits/rules-plan.ts';
import type { Planning, Shift, Visit } from '#capabilities/home-visits/rules-visits.ts';

// Says of a plan what is wrong with it, by the sentences of the model alone: no code of the search is asked.

type Call = { visit: Visit; shift: Shift; role: number; start: number; end: number };

const overlaps = (from: number, until: number, span: { from: number; until: number } | null): boolean =>
	span !== null && from < span.until && until > span.from;

/** Minutes on the way without resting, the rest added when the way leads through it. */
function arrives({ rest }: Shift, at: number, minutes: number): number {
	let now = at;
	for (let left = minutes; left > 0; now++) if (!rest || now < rest.from || now >= rest.until) left--;
	return now;
}

function faultsOfTour(planning: Planning, shift: Shift, calls: readonly Call[], home: number | null): string[] {
	const faults: string[] = [];
	const say = (wrong: boolean, what: string) => wrong && faults.push(`${shift.id}: ${what}`);
	let [at, now] = [shift.from, shift.hours.from];
	for (const { visit, start, end } of calls) {
		say(start < arrives(shift, now, planning.travel[shift.mode]![at]![visit.place]!), `${visit.id} before arrival`);
		say(end !== start + visit.minutes, `${visit.id} is cut short`);
		say(overlaps(start, end, shift.rest), `${visit.id} in the rest`);
		say(
			shift.helpers.some(({ id }) => visit.never.includes(id)),
			`${visit.id} by somebody unwanted`
		);
		[at, now] = [visit.place, end];
	}
	say(calls.length > shift.mostVisits, 'too many visits');
	const back = arrives(shift, now, planning.travel[shift.mode]![at]![shift.to]!);
	say(calls.length > 0 && back > shift.hours.until + shift.overtime, 'home too late');
	say(calls.length > 0 && home! < back, 'home before arrival');
	return faults;
}

/** Who comes: skills of each role, and what one of those who come has to bring. */
function faultsOfTeam(visit: Visit, calls: readonly Call[]): string[] {
	const helpers = calls.flatMap(({ shift }) => shift.helpers);
	const evening = calls.some(({ end }) => end % 1440 > 17 * 60);
	const faults = calls.flatMap(({ role, shift }) =>
		(visit.roles[role]?.skills ?? [])
			.filter((skill) => !shift.helpers.some(({ skills }) => skills.includes(skill)))
			.map((skill) => `nobody for ${skill}`)
	);
	const say = (wrong: boolean, what: string) => wrong && faults.push(what);
	say(visit.woman && !helpers.some(({ woman }) => woman), 'no woman');
	say(visit.language !== null && !helpers.some((one) => one.languages.includes(visit.language!)), 'not their language');
	say((evening || visit.twoPeople !== null) && helpers.length < 2, 'somebody goes alone');
	say(calls.length < visit.roles.length || calls.length > 2, 'not by as many teams as it needs');
	say(new Set(calls.map(({ shift }) => shift.id)).size < calls.length, 'one team twice');
	return faults;
}

/** When they come: in a window, at the told time, together or as far apart as was asked. */
function faultsOfTime(visit: Visit, calls: readonly Call[]): string[] {
	const faults: string[] = [];
	const say = (wrong: boolean, what: string) => wrong && faults.push(what);
	const [first, second = first] = calls.toSorted((a, b) => a.role - b.role) as [Call, Call?];
	const outside = ({ start, end }: Call): boolean =>
		!visit.windows.some(({ from, until }) => from <= start && end <= until);
	if (visit.told) say(first.start !== visit.told.at, 'not at the told time');
	else say(calls.some(outside), 'outside its windows');
	const { least, most } = (calls.length > 1 && visit.apart) || { least: 0, most: 0 };
	say(second.start - first.start < least || second.start - first.start > most, 'not together');
	return faults;
}

export function faultsOf(planning: Planning, plan: Plan): string[] {
	const tours = plan.routes.map(({ shift: id, stops, home }) => {
		const shift = planning.shifts.find((one) => one.id === id)!;
		const calls = stops.map(({ visit, ...stop }): Call => ({
			...stop,
			shift,
			visit: planning.visits.find((one) => one.id === visit)!
		}));
		return { shift, calls, home };
	});
	const byVisit = Map.groupBy(
		tours.flatMap(({ calls }) => calls),
		({ visit }) => visit
	);
	return [
		...tours.flatMap(({ shift, calls, home }) => faultsOfTour(planning, shift, calls, home)),
		...[...byVisit].flatMap(([visit, calls]) =>
			[...faultsOfTeam(visit, calls), ...faultsOfTime(visit, calls)].map((what) => `${visit.id}: ${what}`)
		),
		...planning.visits
			.filter((visit) => byVisit.has(visit) === plan.unserved.includes(visit.id))
			.map(({ id }) => `${id} is neither served nor left out`)
	];
}
