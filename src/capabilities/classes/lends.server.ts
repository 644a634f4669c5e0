import { addDays, dayOf } from '#kernel/day.ts';
import type { Lending } from '#platform/lending.server.ts';
import { templateOf } from './here.server.ts';
import type { LentRolls } from './lent-rolls.ts';
import { sitTogether } from './rules-pairs.ts';
import { listLent } from './sql-hosts.server.ts';

/** So many days around today: a roll is put right within a week, and somebody goes where there is no signal before their lesson. */
const DAYS = 7;

/** Whoever stands or helps in a class takes its rolls along: they are called where there is no line. */
export const lendRolls: Lending = {
	name: 'rolls',
	lend: async ({ db, now }, { staff }): Promise<LentRolls | null> => {
		const today = dayOf(now);
		const rows = await listLent(db, staff, addDays(today, -DAYS), addDays(today, DAYS));
		if (rows.length === 0) return null;
		return {
			lessons: rows.map(({ runId, template, no, roll, ...row }) => {
				const { name, lessons } = templateOf(template);
				return { run: runId, no, name, title: lessons[no - 1]?.title ?? name, roll: sitTogether(roll), ...row };
			})
		};
	}
};
