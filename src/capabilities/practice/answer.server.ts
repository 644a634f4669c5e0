import * as v from 'valibot';
import { Refusal } from '#kernel/refusal.ts';
import { command } from '#platform/dispatch.server.ts';
import { heldBy, learnsAt } from '#capabilities/learning/judge.server.ts';
import { besideOf } from '#capabilities/learning/observe.server.ts';
import { AnswerItem } from './inputs.ts';
import { choicesAt, lastTried, runningSet } from './rules-run.ts';
import { insertAnswer, listAnswers } from './sql.server.ts';

/**
 * What somebody does about the item that is heard, and after which of its lines: themselves on their own page, or with a guide who holds the
 * screen for them. The first answer of a set stands, however often it is sent; the page has then said what it was.
 */
export const answerItem = command(
	{
		name: 'practice.answer-item',
		byPerson: true,
		group: ['sit-beside', 'own-page', 'learn-alone'],
		input: AnswerItem,
		answer: v.object({ item: v.string(), kept: v.boolean() })
	},
	async (context, { id, item, turn, act }) => {
		const { db, now } = context;
		const { person, session } = besideOf(context);
		const tried = await listAnswers(db, person);
		const stands = lastTried(tried, item);
		const { set, next } = runningSet(person, tried);
		if (next.id !== item) {
			if (!stands) throw new Refusal('practice-not-next');
			return { answer: { item, kept: false }, about: stands.id, person };
		}
		if (!choicesAt(next, turn).some((choice) => choice.act === act)) throw new Refusal('practice-turn');
		const [centre, by] = [await learnsAt(context, person), heldBy(context)];
		const written = await insertAnswer(db, {
			...{ id, centre, person, set, item, act, turn },
			...{ by, session: by && session, at: now }
		});
		return { answer: { item, kept: written > 0 }, about: id, person, centre, detail: { item, act, turn } };
	}
);
