import { seeded } from '#kernel/seeded.ts';
import { addDays, dayOf, timeOf } from '#kernel/day.ts';
import type { Db } from '#platform/db.server.ts';
import { DAYS_PLANNED, minuteOf, NOON, pressing, windowsOn } from './rules-days.ts';
import { planVisits, type Plan } from './rules-plan.ts';
import { modes } from './inputs.ts';
import { isCut, waysOf, type Road } from './rules-roads.ts';
import type { Place } from './rules-travel.ts';
import { weightOf, type Planning, type Shift, type Visit } from './rules-visits.ts';
import {
	listHelpers,
	listMiddles,
	listOpenVisits,
	listRoads,
	listShifts,
	type HelperRow,
	type RoadRow,
	type ShiftRow,
	type VisitLine
} from './sql.server.ts';

/** So long does a plan search: a day of a commune is within a hundredth of the best in a fifth of it (`bench plan`). */
const ROUNDS = 4000;
/** More than so many visits a day and nobody is listened to any more. */
const MOST_VISITS = 6;
/** What only the police may do, with their kit. */
const OF_POLICE = ['e-id', 'id-card'];

/** The coming days of a centre as they are planned: `first` is the day of minute 0. */
export type Laid = {
	first: string;
	planning: Planning;
	plan: Plan;
	visits: ReadonlyMap<string, VisitLine>;
	shifts: ReadonlyMap<string, ShiftRow>;
	helpers: ReadonlyMap<string, HelperRow>;
	roads: readonly RoadRow[];
};

type Middles = Awaited<ReturnType<typeof listMiddles>>;

/** Where a team sets out: the hamlet that was named, else the middle of all doors. */
function startOf(middles: Middles, hamlet: number | null): Place {
	const own = middles.find(({ hamletId }) => hamletId === hamlet);
	if (own) return { point: [own.lon, own.lat], hamlet };
	const doors = middles.reduce((sum, one) => sum + one.doors, 0);
	if (doors === 0) return { point: null, hamlet };
	const mean = (of: (one: Middles[number]) => number): number =>
		middles.reduce((sum, one) => sum + of(one) * one.doors, 0) / doors;
	return { point: [mean(({ lon }) => lon), mean(({ lat }) => lat)], hamlet };
}

/** A door: where it was noted, else the middle of its hamlet. */
const doorOf = (middles: Middles, { lon, lat, hamletId }: VisitLine): Place =>
	lon !== null && lat !== null ? { point: [lon, lat], hamlet: hamletId } : startOf(middles, hamletId);

/**
 * Everybody who waits or was told, and every team, of the coming days; and the plan that the search finds. Where one of them is to be
 * read times (`reads`), the plan is of those who come before: who was told, is more pressing, or waits longer. The same rows give the
 * same plan.
 */
export async function layOutDays(db: Db, centre: number, now: Date, reads: string | null = null): Promise<Laid> {
	const first = dayOf(now);
	const [lines, shiftRows, helperRows, middles, roads] = [
		await listOpenVisits(db, centre),
		await listShifts(db, centre, first, addDays(first, DAYS_PLANNED)),
		await listHelpers(db, centre),
		await listMiddles(db, centre),
		await listRoads(db, centre, first)
	];
	const helpers = new Map(helperRows.map((one) => [one.id, one]));
	const days = [...new Set(shiftRows.map(({ day }) => day))];
	const soonest = minuteOf(first, first, timeOf(now));
	const places = [
		...lines.map((line) => doorOf(middles, line)),
		...shiftRows.map((one) => startOf(middles, one.hamletId))
	];
	const all = lines.map((line, n) => visitOf(line, n, { first, days, soonest, shifts: shiftRows, roads }));
	const ways = waysOf(places, shiftRows, roads);
	const read = all.find(({ id }) => id === reads);
	const before = read ? all.filter((one) => comesBefore(one, read, all)) : all;
	const lay = (usual: ReadonlySet<string>) => {
		const modeOf = (row: ShiftRow): number => (usual.has(row.day) ? modes.indexOf(row.mode) : ways.of(row));
		const planning: Planning = {
			visits: read ? [...before, read] : all,
			shifts: shiftRows.map((row, n) => shiftOf(row, { place: lines.length + n, mode: modeOf(row) }, first, helpers)),
			travel: ways.travel
		};
		return { planning, plan: planVisits({ ...planning, visits: before }, seedOf(first, lines), { rounds: ROUNDS }) };
	};
	const laid = lay(new Set());
	// What was told stays, whatever is noted of the way since: on such a day the road is reckoned as usual, and whoever leads reads whom to call.
	const tight = new Set(
		lines.flatMap(({ id, toldDay }) => (toldDay !== null && laid.plan.unserved.includes(id) ? [toldDay] : []))
	);
	const { planning, plan } = tight.size > 0 && roads.length > 0 ? lay(tight) : laid;
	return {
		...{ first, planning, plan, helpers, roads },
		visits: new Map(lines.map((line) => [line.id, line])),
		shifts: new Map(shiftRows.map((row) => [row.id, row]))
	};
}

/** The same rows are planned the same. */
const seedOf = (first: string, lines: readonly VisitLine[]) =>
	seeded(minuteOf('2026-01-01', first, '00:00') + lines.length);

/** Who was told a time, weighs more, or weighs the same and asked earlier. */
const comesBefore = (one: Visit, other: Visit, inOrder: readonly Visit[]): boolean =>
	one !== other &&
	(one.told !== null ||
		weightOf(one) > weightOf(other) ||
		(weightOf(one) === weightOf(other) && inOrder.indexOf(one) < inOrder.indexOf(other)));

type Days = {
	first: string;
	days: readonly string[];
	soonest: number;
	shifts: readonly ShiftRow[];
	roads: readonly Road[];
};

function visitOf(line: VisitLine, place: number, { first, days, soonest, shifts, roads }: Days): Visit {
	const cut = days.filter((day) => isCut(roads, line.hamletId, day));
	const open = days.filter((day) => !cut.includes(day));
	const told = line.toldDay !== null && line.toldDay >= first && line.toldFrom !== null && line.toldShifts !== null;
	const skills = OF_POLICE.includes(line.kind) ? ['police'] : [];
	return {
		...{ id: line.id, place, minutes: line.minutes, roles: [{ skills }], apart: null, never: [], planned: null },
		...{ woman: line.woman, language: line.language, known: line.known },
		...pressing(line.urgency, dayOf(line.askedAt), first),
		windows: windowsOn(first, open, line.parts, soonest),
		cut: cut.map((day) => ({ from: minuteOf(first, day, '00:00'), until: minuteOf(first, day, '23:59') })),
		twoPeople: line.two ? 'flagged' : line.known.length === 0 ? 'first-visit' : null,
		told: told
			? {
					at: minuteOf(first, line.toldDay!, line.toldFrom!),
					shifts: line.toldShifts!.filter((id) => shifts.some((shift) => shift.id === id))
				}
			: null
	};
}

function shiftOf(
	row: ShiftRow,
	{ place, mode }: { place: number; mode: number },
	first: string,
	helpers: ReadonlyMap<string, HelperRow>
): Shift {
	const at = (clock: string): number => minuteOf(first, row.day, clock);
	const start = minuteOf(first, row.day, '00:00');
	const noon = { from: start + NOON.from, until: start + NOON.until };
	const hours = { from: at(row.fromAt), until: at(row.untilAt) };
	return {
		...{
			id: row.id,
			hours,
			from: place,
			to: place,
			mostVisits: MOST_VISITS,
			overtime: 0,
			mode
		},
		rest: hours.from < noon.from && hours.until > noon.until ? noon : null,
		helpers: row.helpers.map((id) => {
			const known = helpers.get(id);
			return {
				...{ id, skills: known?.police ? ['police'] : [], woman: known?.woman ?? false },
				languages: known?.languages ?? []
			};
		})
	};
}
