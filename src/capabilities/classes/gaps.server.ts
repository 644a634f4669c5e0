import * as v from 'valibot';
import { system } from '#kernel/actor.ts';
import { addDays, dayOf } from '#kernel/day.ts';
import type { Context } from '#platform/context.server.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { command, only } from '#platform/dispatch.server.ts';
import { log } from '#platform/log.server.ts';
import { inScope } from '#platform/scope.server.ts';
import type { Chore } from '#platform/worker.server.ts';
import { openNeedsOf } from '#capabilities/assistance/open-needs.server.ts';
import { addFoundNeed } from '#capabilities/assistance/record-need.server.ts';
import type { StatementShown } from '#capabilities/learning/answers.ts';
import { notAlone } from '#capabilities/learning/of-topic.server.ts';
import { shownRun, templateOf } from './here.server.ts';
import { OneRun } from './inputs.ts';
import { isOver } from './rules-begun.ts';
import { fitsNeed, type ClassNeed } from './rules-for-need.ts';
import { lookedAt, needsOfGaps } from './rules-gaps.ts';
import { getRun } from './runs.server.ts';
import { listLearners, listLessonsOf, listToLookAt, lookedAtRun } from './sql-gaps.server.ts';
import { findRun, findRuns, listSeatsOf } from './sql.server.ts';

const NAME = 'classes.gaps';
/** What somebody was taught longer ago than this many days is not spoken of as what a class left. */
const SPOKEN_OF = 90;

const statementsOf = (template: string, nos: readonly number[]): readonly string[] =>
	templateOf(template).lessons.flatMap(({ statements }, n) => (nos.includes(n + 1) ? statements : []));

/** What somebody was taught in lessons at which they were, and does not do alone today. Reads what whoever asks may read of both. */
export async function gapsOf(context: Context, person: string): Promise<readonly StatementShown[]> {
	const was = await listLessonsOf(context.db, person, addDays(dayOf(context.now), -SPOKEN_OF));
	const taught = new Set(was.flatMap(({ template, no }) => statementsOf(template, [no])));
	return taught.size === 0 ? [] : notAlone(context, person, [...taught]);
}

/** Whether somebody has a place in a class to come that is for such a need, or waits for one. */
async function isOnTheWay({ db, now }: Context, person: string, kind: ClassNeed): Promise<boolean> {
	const asked = (await listSeatsOf(db, person)).map(({ runId }) => runId);
	const rows = await findRuns(db, asked, now);
	return rows.some((row) => !isOver(shownRun(row), now) && fitsNeed(kind, templateOf(row.template)) !== null);
}

/** The needs that one learner is left with: none that is open already, and none for which they have a class to come. */
async function leftTo(context: Context, person: string, statements: readonly string[]): Promise<ClassNeed[]> {
	const open = (await openNeedsOf(context, person)).map(({ kind }) => kind);
	const left: ClassNeed[] = [];
	for (const kind of needsOfGaps(await notAlone(context, person, statements)))
		if (!open.includes(kind) && !(await isOnTheWay(context, person, kind))) left.push(kind);
	return left;
}

/**
 * Two weeks after a class: what it taught and somebody who was there does not do alone is a need of theirs, once for each class. Refuses an unknown one
 * (`class-unknown`); one at which somebody looked already leaves nothing.
 */
export const leaveGaps = command(
	{ name: 'classes.leave-gaps', group: 'house', input: OneRun, answer: v.object({ found: v.number() }) },
	async (context, { run }) => {
		const { db, now } = context;
		const { centre } = await getRun(context, run);
		const { template } = (await findRun(db, run, now))!;
		let found = 0;
		const learners = (await lookedAtRun(db, run, now)) ? await listLearners(db, run) : [];
		for (const { personId: person, nos } of learners)
			for (const kind of await leftTo(context, person, statementsOf(template, nos))) {
				const id = requestFor(NAME, centre, `${run} ${person} ${kind}`);
				const need = { id, centre, person, kind, urgency: 'this-month', source: 'rule' } as const;
				if (await addFoundNeed(context, need)) found++;
			}
		return { answer: { found }, about: run, person: null, centre, detail: { found } };
	}
);

/** Every hour: classes that ended two weeks ago. What a worker slept through is looked at when it wakes. */
export const gapsOften: Chore = {
	name: NAME,
	everySeconds: 3600,
	run: async (base) => {
		const now = base.clock();
		const rights = only(leaveGaps);
		const runs = await inScope(base.db, system(NAME, rights), '', (sql) => listToLookAt(sql, lookedAt(dayOf(now))));
		for (const { runId: run, centreId } of runs) {
			const actor = system(NAME, rights, run, [centreId]);
			await leaveGaps({ ...base, now, request: crypto.randomUUID(), actor }, { run }).catch((fault: unknown) =>
				log.error({ run, fault: fault instanceof Error ? fault.name : 'fault' }, 'what a class left was not looked at')
			);
		}
	}
};
