import * as v from 'valibot';
import { system } from '#kernel/actor.ts';
import { addDays, dayOf, timeOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { command, only } from '#platform/dispatch.server.ts';
import { log } from '#platform/log.server.ts';
import { inScope } from '#platform/scope.server.ts';
import type { Chore } from '#platform/worker.server.ts';
import { OneLesson } from './inputs.ts';
import { getRun } from './runs.server.ts';
import { listGuests } from './sql-make-up.server.ts';
import { listLessonsOn, listSeats, remindedLesson } from './sql.server.ts';

const NAME = 'classes.remind';
/** From this time of the day before on: the evening is when a day is planned at home. */
const FROM = '16:00';

/** A lesson of which whoever has a place is told the day before; once. */
export const remindLesson = command(
	{ name: 'classes.remind-lesson', group: 'house', input: OneLesson, answer: v.object({ told: v.number() }) },
	async (context, { run, no }) => {
		const { db, now } = context;
		const found = await getRun(context, run);
		const lesson = found.lessons.find((one) => one.no === no);
		if (!lesson || (await remindedLesson(db, run, no, now)).count === 0) throw new Refusal('class-unknown');
		const seats = (await listSeats(db, run)).filter(({ state }) => state === 'taken');
		const guests = (await listGuests(db, run)).filter(
			(one) => one.no === no && one.state === 'taken' && !seats.some(({ personId }) => personId === one.personId)
		);
		const told = [...seats, ...guests].map(({ id: seat, personId: person }) => ({ seat, person }));
		const detail = { no, day: lesson.day, hour: found.starts, told };
		return { answer: { told: told.length }, about: run, centre: found.centre, detail };
	}
);

/** Every quarter of an hour from the afternoon on. */
export const remindOften: Chore = {
	name: NAME,
	everySeconds: 900,
	run: async (base) => {
		const now = base.clock();
		if (timeOf(now) < FROM) return;
		const rights = only(remindLesson);
		const lessons = await inScope(base.db, system(NAME, rights), '', (sql) =>
			listLessonsOn(sql, addDays(dayOf(now), 1))
		);
		for (const { runId, no, centreId } of lessons)
			await remindLesson(
				{ ...base, now, request: crypto.randomUUID(), actor: system(NAME, rights, runId, [centreId]) },
				{ run: runId, no }
			).catch((fault: unknown) =>
				log.error({ run: runId, fault: fault instanceof Error ? fault.name : 'fault' }, 'nobody was told of a lesson')
			);
	}
};
