import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayOf, timeOf, weekdayOf } from '#kernel/day.ts';
import type { WorkCalendar } from '#capabilities/places/rules-work-time.ts';
import { reachedBy, RUNG_AFTER, ringNow, ringsOf, rungs, type Ring, type Rung } from './rules-climb.ts';
import { LIMITS, urgencies, type Clocks, type Urgency } from './rules-clocks.ts';

const MINUTE = 60_000;
const START = Date.parse('2026-07-13T00:00:00+07:00');
const at = (minute: number): Date => new Date(START + minute * MINUTE);
const DAYS = 12;

const calendars = fc
	.record({
		days: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 2 }),
		rests: fc.uniqueArray(fc.integer({ min: 0, max: 4 }), { maxLength: 2 })
	})
	.map(({ days, rests }): WorkCalendar => {
		const off = new Set(rests.map((n) => dayOf(at(n * 24 * 60))));
		const half = (weekday: number) => [
			{ weekday, opens: '07:30', closes: '11:30' },
			{ weekday, opens: '13:30', closes: '17:00' }
		];
		return { week: days.flatMap(half), rests: (day) => off.has(day) };
	});
const works = ({ week, rests }: WorkCalendar, when: Date): boolean =>
	!rests(dayOf(when)) &&
	week.some(
		({ weekday, opens, closes }) => weekday === weekdayOf(dayOf(when)) && opens <= timeOf(when) && timeOf(when) < closes
	);

const dues = fc.record({
	first: fc.option(fc.integer({ min: 0, max: 2 * 24 * 60 })),
	next: fc.option(fc.integer({ min: 0, max: 2 * 24 * 60 })),
	solved: fc.option(fc.integer({ min: 0, max: 2 * 24 * 60 }))
});
/** When a ticket came here that was written at a door; null, it was written here. */
const arrivals = fc.option(fc.integer({ min: 0, max: 3 * 24 * 60 }));
const clocksOf = (minutes: Record<keyof Clocks, number | null>): Clocks =>
	Object.fromEntries(
		Object.entries(minutes).map(([name, minute]) => [
			name,
			minute === null ? { state: 'none' } : { state: 'runs', due: at(minute) }
		])
	) as Clocks;

const key = ({ clock, rung }: Pick<Ring, 'clock' | 'rung'>): string => `${clock} ${rung}`;

/** Minute by minute from when a clock ran out: when each rung rings, as far as the days go. */
function walk(calendar: WorkCalendar, urgency: Urgency, due: number): ReadonlyMap<Rung, Date> {
	const rung = new Map<Rung, Date>();
	// Minutes of work (or of the wall) that are over since then.
	let late = 0;
	for (let minute = due; minute < DAYS * 24 * 60 && rung.size < rungs.length; minute++) {
		if (!LIMITS[urgency].wall && !works(calendar, at(minute))) continue;
		if (late === 0) rung.set('team', at(minute));
		late++;
		for (const name of ['leader', 'province'] as const)
			if (late === RUNG_AFTER[name][urgency]) rung.set(name, at(minute + 1));
	}
	return rung;
}

test('each clock that runs out rings the team, then whoever leads, then the province, as a model says that walks minute by minute; nobody at night', () =>
	fc.assert(
		fc.property(calendars, dues, fc.constantFrom(...urgencies), arrivals, (calendar, minutes, urgency, arrived) => {
			const all = ringsOf(urgency, clocksOf(minutes), calendar, arrived === null ? null : at(arrived));
			const said = new Map(all.map((one) => [key(one), one.at]));
			for (const [clock, due] of Object.entries(minutes) as [keyof Clocks, number | null][]) {
				// What was late before it came rings from when it came, and from no earlier.
				const model = due === null ? new Map<Rung, Date>() : walk(calendar, urgency, Math.max(due, arrived ?? 0));
				for (const rung of rungs)
					expect([clock, rung, said.get(key({ clock, rung }))]).toEqual([
						...[clock, rung],
						model.get(rung) ?? (due === null ? undefined : expect.anything())
					]);
			}
			for (const { at: rings, rung } of all)
				if (!LIMITS[urgency].wall && rung === 'team') expect(works(calendar, rings)).toBe(true);
		}),
		{ numRuns: 60 }
	));

test('looked at at any moments, each ring comes once, none before its time and none is left out', () =>
	fc.assert(
		fc.property(
			calendars,
			dues,
			fc.constantFrom(...urgencies),
			fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 30 }),
			(calendar, minutes, urgency, steps) => {
				const all = ringsOf(urgency, clocksOf(minutes), calendar);
				const rung: Ring[] = [];
				let minute = 0;
				for (const step of steps) {
					minute += step;
					const { due, next } = ringNow(all, rung, at(minute));
					for (const one of due) expect(one.at.getTime()).toBeLessThan(at(minute).getTime());
					if (next) expect(next.getTime()).toBeGreaterThanOrEqual(at(minute).getTime());
					rung.push(...due);
				}
				expect(reachedBy(all, at(minute))).toBe(
					rungs.findLast((name) => rung.some((one) => one.rung === name)) ?? null
				);
				const should = all.filter((one) => one.at < at(minute));
				expect(rung.map(key).toSorted()).toEqual(should.map(key).toSorted());
			}
		)
	));
