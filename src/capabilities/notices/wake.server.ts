import * as v from 'valibot';
import { system } from '#kernel/actor.ts';
import { id } from '#kernel/shapes.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { command, only } from '#platform/dispatch.server.ts';
import { listener } from '#platform/listen.server.ts';
import { askConsent } from '#capabilities/privacy/consents.server.ts';
import { allow } from './choose.server.ts';
import { wakeChanges } from './sql.server.ts';

/**
 * A yes came: what tells of a change and stood with people for want of one goes out after all. Whoever takes a yes back, changes by what
 * somebody is told and lets them say yes again has silenced nothing.
 */
export const wake = command(
	{
		name: 'notices.wake',
		group: 'house',
		input: v.object({ person: id }),
		answer: v.object({ woken: v.number() })
	},
	async ({ db, now }, { person }) => {
		const woken = await wakeChanges(db, person, now);
		return { answer: { woken }, about: null, person };
	}
);

export const wakeOnYes = listener({
	name: 'notices.wake',
	hears: [askConsent, allow],
	may: [wake],
	hear: async (context, { id: row, personId, detail: { purpose } }) => {
		if (personId === null || purpose !== 'notices') return;
		const actor = { ...system('notices.wake', only(wake), personId, context.actor.centres), subject: personId };
		await wake({ ...context, actor, request: requestFor('notices.wake', row) }, { person: personId });
	}
});
