import * as v from 'valibot';
import type { Context } from '#platform/context.server.ts';
import { query } from '#platform/dispatch.server.ts';
import { MissedShown } from './answers-make-up.ts';
import { heldRun, shownRun, templateOf } from './here.server.ts';
import { OneRun } from './inputs.ts';
import { namesOn } from './names.server.ts';
import { hasBegun } from './rules-begun.ts';
import { guestPlaces, guestStands, makesUp } from './rules-make-up.ts';
import { isSameHour } from './rules-hours.ts';
import { listHours } from './sql-hours.server.ts';
import { listAway, listMakeUps, listSeatedIn } from './sql-make-up.server.ts';
import { findRun, listRuns, type RunRow } from './sql.server.ts';

type Missed = v.InferOutput<typeof MissedShown>;
/** A lesson in which one that was missed can be made up for. */
export type Fit = Missed['rows'][number]['fits'][number];

const statementsOf = (template: string, no: number): string[] => templateOf(template).lessons[no - 1]?.statements ?? [];

/** The lessons of a class that make up for another and are to come, each with what is free for guests. */
function fitsIn(row: RunRow, missed: readonly string[], now: Date): Fit[] {
	if (row.droppedAt !== null || row.unsigned > 0) return [];
	const { id: run, name, venue, hamlet, starts, minutes } = shownRun(row);
	return row.lessons
		.filter(({ day, closed }) => !closed && !hasBegun(row, day, now))
		.filter(({ no }) => makesUp(statementsOf(row.template, no), missed))
		.map(({ no, day, guests }) => ({
			run,
			no,
			name,
			venue,
			hamlet,
			day,
			starts,
			minutes,
			places: guestPlaces(row, guests)
		}));
}

const byDay = (a: Fit, b: Fit): number => `${a.day} ${a.starts}`.localeCompare(`${b.day} ${b.starts}`);

/** Where each lesson of a class can be made up for, by its number: in any other class of the same centre, the earliest first. */
export async function fitsOf({ db, now }: Pick<Context, 'db' | 'now'>, run: string): Promise<(no: number) => Fit[]> {
	const missed = await findRun(db, run, now);
	if (!missed) return () => [];
	const others = (await listRuns(db, missed.centreId, now)).filter(({ id }) => id !== run);
	return (no) => others.flatMap((row) => fitsIn(row, statementsOf(missed.template, no), now)).toSorted(byDay);
}

type Row = Omit<Missed['rows'][number], 'name' | 'needs'>;

/** Who was away from lessons of a class and has not made up for them, all or some of them: with where they may sit, or where they will. */
export async function missedIn({ db, now }: Context, run: string, only?: readonly string[]): Promise<Row[]> {
	const away = (await listAway(db, run)).filter(({ personId }) => only?.includes(personId) ?? true);
	if (away.length === 0) return [];
	const made = await listMakeUps(db, run);
	const fitting = await fitsOf({ db, now }, run);
	const fits = new Map([...new Set(away.map(({ no }) => no))].map((no) => [no, fitting(no)]));
	const people = away.map(({ personId }) => personId);
	const where = [...fits.values()].flat().map((one) => one.run);
	const seated = await listSeatedIn(db, where, people);
	const hours = await listHours(db, people, now);
	const comes = (fit: Fit, person: string) =>
		!seated.some(({ runId, personId }) => runId === fit.run && personId === person) &&
		!hours.some((one) => one.person === person && isSameHour(fit, one));
	return away.flatMap(({ personId: person, whole, number, no, day, how }) => {
		const own = made.filter((one) => one.whole === whole && one.missedNo === no);
		if (own.some((one) => guestStands(one, now) === 'done')) return [];
		const to = own.find((one) => guestStands(one, now) === 'to-come');
		const free = (fits.get(no) ?? []).filter((fit) => comes(fit, person));
		const coming = to && { guest: to.id, run: to.runId, no: to.no, day: to.day, starts: to.starts, venue: to.venue };
		return [{ person, number, no, day, how, coming: coming ?? null, fits: to ? [] : free }];
	});
}

/** Who was away from lessons of a class and has not made up for them: with where they may sit, or where they will. */
export const missedOf = query(
	{
		name: 'classes.missed',
		group: 'loop',
		input: OneRun,
		answer: MissedShown,
		look: ({ rows }) => ({
			person: rows.map(({ person }) => person),
			...{ what: 'list', purpose: 'class-roll', repeats: true }
		})
	},
	async (context, { run }) => {
		const found = await heldRun(context, run);
		const named = await namesOn(context, run);
		const rows = (await missedIn(context, run)).map((row) => ({ ...row, ...named(row.person) }));
		return { run: found, rows };
	}
);
