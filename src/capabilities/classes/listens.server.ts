import { instantOf } from '#kernel/day.ts';
import { system } from '#kernel/actor.ts';
import { listener } from '#platform/listen.server.ts';
import { inScope } from '#platform/scope.server.ts';
import type { Context } from '#platform/context.server.ts';
import { metInClass } from '#capabilities/assistance/in-class.server.ts';
import { templateOf } from './here.server.ts';
import { endLesson, markRoll } from './roll.server.ts';
import { planTerm } from './rules-term.ts';
import { wasThere } from './rules-seats.ts';
import { findTerm, writePlan } from './sql-terms.server.ts';
import { problemOf } from './term-here.server.ts';
import { askTerm } from './terms.server.ts';
import { findClosed, findRun, listMarks, listSeats } from './sql.server.ts';

/** What the roll says of a lesson that is over stands as help in a class: of whoever was there, and of nobody else. */
async function helped({ db, now }: Pick<Context, 'db' | 'now'>, run: string, no: number): Promise<void> {
	const found = await findRun(db, run, now);
	const closed = await findClosed(db, run, no);
	if (!found || !closed) return;
	const rows = (await listMarks(db, run)).filter((one) => one.no === no);
	const there = rows.filter(({ how }) => wasThere(how)).map(({ personId }) => personId);
	const seats = (await listSeats(db, run)).map(({ personId }) => personId);
	const away = [...new Set([...seats, ...rows.map(({ personId }) => personId)])].filter((one) => !there.includes(one));
	const { topic } = templateOf(found.template);
	await metInClass(db, {
		...{ of: `${run} ${no}`, there, away, topic: topic ?? 'public-services' },
		...{ centre: found.centreId, minutes: found.minutes, at: instantOf(closed.day, found.starts), helper: closed.by }
	});
}

/** A roll was said, at a desk, by a host or on a phone: once the lesson is over, who was helped in it follows the roll. */
const helpStands = listener({
	name: 'classes.help-stands',
	hears: [markRoll, endLesson],
	may: [],
	hear: async ({ db, request, actor, now }, { about, detail }) => {
		const no: unknown = detail?.['no'];
		if (about === null || typeof no !== 'number') return;
		await inScope(db, system(actor.id, new Set(), null, actor.centres), request, (sql) =>
			helped({ db: sql, now }, about, no)
		);
	}
});

/** So many steps of the search: about a second, in which the wait of a term comes within a hundredth of what five seconds find. */
const STEPS = 30_000;

/** Planned beside the other work of the house, and written into the draft that was asked for. */
const plansTerm = listener({
	name: 'classes.plan-term',
	hears: askTerm,
	may: [],
	hear: async ({ db, request, actor, now }, { about }) => {
		const as = system(actor.id, new Set(), null, actor.centres);
		const given = await inScope(db, as, request, async (sql) => {
			const found = about === null ? undefined : await findTerm(sql, about);
			return found && { id: found.id, problem: await problemOf({ db: sql }, found) };
		});
		if (!given) return;
		const { wanted, avoids, busy } = given.problem;
		const plan = planTerm(wanted, avoids, busy, { seed: 1, steps: STEPS });
		await inScope(db, as, request, (sql) => writePlan(sql, given.id, plan, now));
	}
});

export const classesListens = [helpStands, plansTerm];
