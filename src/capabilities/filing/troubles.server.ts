import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { query } from '#platform/dispatch.server.ts';
import { PortalTrouble } from './answers.ts';
import { listPortalTasks } from './sql.server.ts';

/** Cases that stand before the portal: since when, why, how often it was tried. */
export const portalTroubles = query(
	{
		name: 'filing.troubles',
		formerly: 'cases.troubles',
		group: 'see-troubles',
		input: v.object({}),
		answer: v.array(PortalTrouble),
		look: 'holds no name'
	},
	async (context) => listPortalTasks(context.db, centreOf(context.actor))
);
