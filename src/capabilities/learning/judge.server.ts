import * as v from 'valibot';
import { homeOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { homeOfPerson } from '#capabilities/residents/people.server.ts';
import { findJudgement, FRAME_VERSION } from './frame.ts';
import { faces, type Level } from './answers.ts';
import { JudgeItem, SayFelt } from './inputs.ts';
import { getKnown } from './known.server.ts';
import { besideOf } from './observe.server.ts';
import { insertEvidence } from './sql.server.ts';

/** The centre that somebody learns with: where they sit, or their own. */
export async function learnsAt(context: Context, person: string): Promise<number> {
	const centre = homeOf(context.actor) ?? (await homeOfPerson(context, person))?.centre ?? null;
	if (centre === null) throw new Refusal('person-unknown');
	return centre;
}

/** Whoever holds the screen for them; null where they do it by themselves. */
export const heldBy = ({ actor }: Context): string | null => (actor.kind === 'staff' ? actor.id : null);

/**
 * What somebody made of one thing that they heard or saw: themselves on their own page, or with a guide who holds the screen for them. The
 * house says whether it was so, and nobody else.
 */
export const judgeItem = command(
	{
		name: 'learning.judge-item',
		byPerson: true,
		group: ['sit-beside', 'own-page', 'learn-alone'],
		input: JudgeItem,
		answer: v.object({ correct: v.boolean() })
	},
	async (context, { id, item, choice }) => {
		const { db, actor, now } = context;
		const { person, session } = besideOf(context);
		const judged = findJudgement(item);
		if (!judged?.choices.some((one) => one.id === choice)) throw new Refusal('item-unknown');
		const correct = judged.right === choice;
		const centre = await learnsAt(context, person);
		await insertEvidence(db, {
			...{ id, centre, person, statement: item.split('-')[0]!, frame: FRAME_VERSION, kind: 'judged', item },
			...{ choice, correct, by: heldBy(context), session: actor.kind === 'staff' ? session : null, at: now }
		});
		return { answer: { correct }, about: id, person, centre, detail: { item, choice, correct } };
	}
);

/** How it feels to them, by a face. It stands beside what was seen, and never in it. */
export const sayFelt = command(
	{
		name: 'learning.say-felt',
		byPerson: true,
		group: ['sit-beside', 'own-page', 'learn-alone'],
		input: SayFelt,
		answer: v.object({ id: v.string() })
	},
	async (context, { id, statement, face }) => {
		const { db, now } = context;
		const { person, session } = besideOf(context);
		if ((await getKnown(context, statement)).ended) throw new Refusal('statement-ended');
		const centre = await learnsAt(context, person);
		const level = faces.indexOf(face) as Level;
		await insertEvidence(db, {
			...{ id, centre, person, statement, frame: FRAME_VERSION, kind: 'felt', item: face, level },
			...{ by: heldBy(context), session: context.actor.kind === 'staff' ? session : null, at: now }
		});
		return { answer: { id }, about: id, person, centre, detail: { statement, face } };
	}
);
