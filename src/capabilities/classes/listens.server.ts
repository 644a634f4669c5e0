import { instantOf } from '#kernel/day.ts';
import { system } from '#kernel/actor.ts';
import { listener } from '#platform/listen.server.ts';
import { inScope } from '#platform/scope.server.ts';
import type { Context } from '#platform/context.server.ts';
import { metInClass } from '#capabilities/assistance/in-class.server.ts';
import { templateOf } from './here.server.ts';
import { endLesson, markRoll } from './roll.server.ts';
import { wasThere } from './rules-seats.ts';
import { findClosed, findRun, listMarks, listSeats } from './sql.server.ts';

/** What the roll says of a lesson that is over stands as help in a class: of whoever was there, and of nobody else. */
async function helped({ db }: Pick<Context, 'db'>, run: string, no: number): Promise<void> {
	const found = await findRun(db, run);
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
	hear: async ({ db, request, actor }, { about, detail }) => {
		const no: unknown = detail?.['no'];
		if (about === null || typeof no !== 'number') return;
		await inScope(db, system(actor.id, new Set(), null, actor.centres), request, (sql) =>
			helped({ db: sql }, about, no)
		);
	}
});

export const classesListens = [helpStands];
