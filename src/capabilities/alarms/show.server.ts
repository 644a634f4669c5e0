import * as v from 'valibot';
import { addDays, dayOf } from '#kernel/day.ts';
import { pageWith } from '#kernel/shapes.ts';
import { query } from '#platform/dispatch.server.ts';
import { pageIn } from '#platform/sql-page.server.ts';
import { rungs } from '#capabilities/support/rules-climb.ts';
import { Climbed, Drill } from './answers.ts';
import { askCommune } from './ask-commune.server.ts';
import { ListAlarms } from './inputs.ts';
import { nightDue } from './rules-drill.ts';
import { climbedTo, listDrills, type ClimbedRow } from './sql.server.ts';

const PAGE = 50;
/** Of so many nights it is said how many went whole. */
const NIGHTS = 7;

/** What is late and has climbed: to the province, for whoever watches communes from there; else also to whoever leads. With the last night's try of the alarm. */
export const alarms = query(
	{
		name: 'alarms.alarms',
		group: ['watch-communes', 'lead'],
		input: ListAlarms,
		answer: v.object({ ...pageWith(Climbed).entries, drills: v.array(Drill), nights: v.number() }),
		look: 'numbers of tickets and what does not work, and nobody whose they are'
	},
	async ({ db, actor, now }, { page }) => {
		const from = actor.may.has(askCommune.called) ? (['province'] as const) : rungs.filter((rung) => rung !== 'team');
		const found = await pageIn<ClimbedRow>(db, climbedTo(db, actor.centres, from), page, PAGE);
		const drills = await listDrills(db, actor.centres, addDays(dayOf(now), 1 - NIGHTS));
		const shown = drills.map(({ rungs: tried, ...drill }) => ({
			...drill,
			missed: drill.night === null || drill.night < nightDue(now) || (!drill.ended && drill.night <= nightDue(now)),
			rungs: tried.map(({ at, ...rung }) => ({ ...rung, at: at === null ? null : new Date(at) }))
		}));
		return { ...found, drills: shown, nights: NIGHTS };
	}
);
