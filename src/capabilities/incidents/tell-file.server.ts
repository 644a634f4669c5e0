import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { command } from '#platform/dispatch.server.ts';
import { reasons } from './rules-files.ts';
import { TellFile } from './inputs.ts';
import { tellOnce } from './sql-files.server.ts';

/** One file that an outage held up is told to whose it is, once, however often it is asked for. */
export const tellFile = command(
	{
		name: 'incidents.tell-file',
		group: 'house',
		input: TellFile,
		answer: v.object({ reason: v.nullable(v.picklist(reasons)) })
	},
	async ({ db, actor, now }, input) => {
		const reason = await tellOnce(db, input.incident, input.case, now);
		return { answer: { reason }, about: input.case, person: null, centre: centreOf(actor) };
	}
);
