import * as v from 'valibot';
import { Refusal } from '#kernel/refusal.ts';
import { Nothing } from '#kernel/shapes.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { takeYesBack } from './answer.server.ts';
import { ChooseWay } from './inputs.ts';
import { caseToChange } from './read.server.ts';
import { findWayBefore, updateWay } from './sql.server.ts';

/** A shift, at most. */
const SHIFT_MS = 12 * 3_600_000;

/**
 * ONLINE on the resident's own e-ID sign-in, or DIRECT received by an officer, with the reason in words. Nobody files
 * under an account of their own for somebody else, so there is no third way.
 */
export const chooseWay = command(
	{
		name: 'cases.choose-way',
		group: 'sit-beside',
		input: ChooseWay,
		answer: v.object({ way: v.picklist(['ONLINE', 'DIRECT']) })
	},
	async (context, input) => {
		const file = await caseToChange(context, input.case, 'choose-way');
		if (input.way === 'DIRECT' && input.receiver === null) throw new Refusal('receiver-missing');
		await updateWay(context.db, file.id, input.way, input.reason, input.way === 'DIRECT' ? input.receiver : null);
		await takeYesBack(context, file);
		return { answer: { way: input.way }, about: file.id, person: file.ownerId, detail: { way: input.way } };
	}
);

/** What whoever asks last gave as the reason for the counter in this shift, and whom they named to receive it: offered again, to be changed. */
export const wayBefore = query(
	{
		name: 'cases.way-before',
		byPerson: true,
		group: 'sit-beside',
		input: Nothing,
		answer: v.nullable(v.object({ reason: v.string(), receiver: v.nullable(v.string()) })),
		look: 'words of their own, about no file that is named'
	},
	({ db, actor, now }) => findWayBefore(db, actor.id ?? '', new Date(now.getTime() - SHIFT_MS))
);
