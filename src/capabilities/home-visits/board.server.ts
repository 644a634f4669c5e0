import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { Nothing } from '#kernel/shapes.ts';
import { query } from '#platform/dispatch.server.ts';
import { Board, Offered, type Waiting } from './answers.ts';
import { OneVisit } from './inputs.ts';
import { layOutDays, type Laid } from './planning.server.ts';
import { timeAt } from './rules-days.ts';
import { obstacleOf } from './rules-obstacles.ts';
import { offerWindows } from './rules-offer.ts';
import { reasonsOf } from './rules-reasons.ts';
import { holdWhole } from './whole.server.ts';
import { listUnasked, type VisitLine } from './sql.server.ts';

const named = ({ helpers }: Laid, ids: readonly string[]) =>
	ids.map((id) => ({ id, name: helpers.get(id)?.name ?? '…' }));

const daysSince = (at: Date, now: Date): number =>
	Math.round((Date.parse(dayOf(now)) - Date.parse(dayOf(at))) / 86_400_000);

export function waitingOf(laid: Laid, line: VisitLine, now: Date): Waiting {
	const { id, needId, personId, name, year, hamlet, kind, source, woman, two, language, parts, minutes, tries } = line;
	const helpers = (line.toldShifts ?? []).flatMap((shift) => laid.shifts.get(shift)?.helpers ?? []);
	return {
		...{ id, need: needId, personId, name, year, hamlet, kind, source, woman, two, language, parts, minutes, tries },
		...{ first: line.known.length === 0, days: daysSince(line.askedAt, now) },
		missed: line.toldDay !== null && line.toldDay < laid.first ? line.toldDay : null,
		told:
			line.toldDay && line.toldDay >= laid.first && line.toldFrom && line.toldUntil
				? {
						...{ day: line.toldDay, from: line.toldFrom.slice(0, 5), until: line.toldUntil.slice(0, 5) },
						helpers: named(laid, helpers)
					}
				: null
	};
}

const routesIn = (laid: Laid) =>
	laid.plan.routes.map(({ shift, stops }) => {
		const row = laid.shifts.get(shift)!;
		return {
			...{ shift, day: row.day, helpers: named(laid, row.helpers), mode: row.mode },
			...{ from: row.fromAt.slice(0, 5), until: row.untilAt.slice(0, 5) },
			stops: stops.map((stop) => {
				const line = laid.visits.get(stop.visit)!;
				return {
					...{
						visit: stop.visit,
						name: line.name,
						hamlet: line.hamlet,
						travel: stop.travel,
						told: line.toldDay !== null
					},
					from: timeAt(laid.first, stop.start).clock,
					until: timeAt(laid.first, stop.end).clock,
					why: reasonsOf(laid.planning, laid.plan, shift, stop).map((reason) => worded(laid, reason))
				};
			})
		};
	});

/** Minutes of the plan as clock times, ids as names: what is left to say is words. */
function worded<T extends object>(laid: Laid, said: T): T {
	const told = (name: string, value: unknown): unknown => {
		if ((name === 'at' || name === 'until') && typeof value === 'number') return timeAt(laid.first, value).clock;
		if (name === 'helper') return laid.helpers.get(String(value))?.name ?? '…';
		if (name === 'visit' || name === 'after')
			return value === null ? null : (laid.visits.get(String(value))?.name ?? '…');
		if (name === 'shift' || name === 'with')
			return named(laid, laid.shifts.get(String(value))?.helpers ?? [])
				.map((one) => one.name)
				.join(', ');
		return value;
	};
	return Object.fromEntries(Object.entries(said).map(([name, value]) => [name, told(name, value)])) as T;
}

function unservedIn(laid: Laid, id: string) {
	const visit = laid.planning.visits.find((one) => one.id === id)!;
	const { obstacle, ways } = obstacleOf(laid.planning, laid.plan, visit);
	const line = laid.visits.get(id)!;
	return {
		...{ visit: id, name: line.name, hamlet: line.hamlet, obstacle: worded(laid, obstacle) },
		ways: ways.map((way) => worded(laid, way))
	};
}

/** Who asks that somebody comes, the longest first; how the coming days go and why, and for whom there is no time yet. */
export const board = query(
	{
		name: 'home-visits.board',
		group: ['lead-field', 'loop'],
		input: Nothing,
		answer: Board,
		look: ({ unasked, waiting }) => ({
			person: [...unasked, ...waiting].map(({ personId }) => personId),
			...{ what: 'list', purpose: 'list-needs', repeats: true }
		})
	},
	async (context): Promise<Board> => {
		await holdWhole(context);
		const { db, actor, now } = context;
		const centre = centreOf(actor);
		const laid = await layOutDays(db, centre, now);
		return {
			unasked: [...(await listUnasked(db, centre))],
			waiting: [...laid.visits.values()].map((line) => waitingOf(laid, line, now)),
			routes: routesIn(laid).filter(({ stops }) => stops.length > 0),
			unserved: laid.plan.unserved.map((id) => unservedIn(laid, id))
		};
	}
);

/** Three times to read to whoever waits, or why there is none. Refuses whoever does not wait (`visit-over`). */
export const offers = query(
	{
		name: 'home-visits.offers',
		group: ['lead-field', 'loop'],
		input: OneVisit,
		answer: Offered,
		look: ({ visit }) => ({ person: visit.personId, what: 'record', purpose: 'list-needs', repeats: true })
	},
	async (context, { visit: id }): Promise<v.InferOutput<typeof Offered>> => {
		await holdWhole(context);
		const { db, actor, now } = context;
		const laid = await layOutDays(db, centreOf(actor), now, id);
		const line = laid.visits.get(id);
		const visit = laid.planning.visits.find((one) => one.id === id);
		if (!line || !visit) throw new Refusal('visit-over');
		const found = offerWindows(laid.planning, laid.plan, { ...visit, told: null });
		return {
			visit: waitingOf(laid, line, now),
			offers: found.map(({ from, until, shifts, more, known }) => ({
				...{
					day: timeAt(laid.first, from).day,
					from: timeAt(laid.first, from).clock,
					until: timeAt(laid.first, until).clock
				},
				...{ shifts, minutes: more, known },
				helpers: named(
					laid,
					shifts.flatMap((shift) => laid.shifts.get(shift)!.helpers)
				)
			})),
			blocked: found.length > 0 ? null : unservedIn(laid, id)
		};
	}
);
