import * as v from 'valibot';
import type { Context } from '#platform/context.server.ts';
import { Nothing } from '#kernel/shapes.ts';
import { query } from '#platform/dispatch.server.ts';
import { besideOf } from '#capabilities/learning/observe.server.ts';
import { Answered, Asked, Own } from './answers.ts';
import { AtTurn, OneItem } from './inputs.ts';
import { bandNow, boosterNow, choicesAt, familiesNext, lastTried, runningSet, SET } from './rules-run.ts';
import { isWell } from './rules-score.ts';
import type { PracticeItem } from './scam-shape.ts';
import { findFamily, findPractice, markOf, signsOf } from './scams.ts';
import { listAnswers } from './sql.server.ts';

const look =
	'their own page, by e-ID or by three pictures, or beside them in a session whose every page is a look already';
const group = ['sit-beside', 'own-page', 'learn-alone'];

const triedOf = async (context: Context) => {
	const { person } = besideOf(context);
	return { person, tried: await listAnswers(context.db, person) };
};

/** The item that comes next, as far as it was heard; never whether it is a scam. A message is read whole. */
export const nextItemToTry = query(
	{ name: 'practice.next', byPerson: true, group, input: AtTurn, answer: Asked, look },
	async (context, { turn }) => {
		const { person, tried } = await triedOf(context);
		const { next, answered } = runningSet(person, tried);
		const { id, medium, picture, before, turns } = next;
		const heard = medium === 'message' ? turns.length : Math.min(turn, turns.length);
		return {
			...{ item: id, medium, picture, mark: markOf(next), before },
			lines: turns.slice(0, heard).map(({ says }) => says),
			...{ turn: heard, more: heard < turns.length },
			choices: choicesAt(next, heard).map(({ act, picture: drawn, says }) => ({ act, picture: drawn, says })),
			...{ place: answered + 1, of: SET }
		};
	}
);

const raisedIn = (item: PracticeItem): Answered['raised'] =>
	signsOf(item).map((sign) => ({ sign, line: item.turns.find(({ signs }) => signs.includes(sign))!.says }));

/** What an item of their last set was, once they answered it; null before. */
export const itemTried = query(
	{ name: 'practice.tried', byPerson: true, group, input: OneItem, answer: v.nullable(Answered), look },
	async (context, { item }) => {
		const { person, tried } = await triedOf(context);
		const [known, stands] = [findPractice(item), lastTried(tried, item)];
		if (!known || !stands) return null;
		const { medium, genuine, because, then, family, choices } = known;
		const { act, turn } = stands;
		const { set, next } = runningSet(person, tried);
		return {
			...{ item, medium, mark: markOf(known), genuine, act, turn, well: isWell({ genuine, act }) },
			comes: choices.find((choice) => choice.act === act)!.comes,
			...{ because, then, reflex: findFamily(family).reflex, raised: raisedIn(known) },
			next: set === stands.set ? next.id : null
		};
	}
);

/** How somebody stands with practice, in words: what they tell apart, which families to hear again, and when practice comes next. */
export const ownPractice = query(
	{ name: 'practice.own', byPerson: true, group, input: Nothing, answer: Own, look },
	async (context) => {
		const { person, tried } = await triedOf(context);
		const { next, answered } = runningSet(person, tried);
		return {
			...{ band: bandNow(tried), families: familiesNext(tried), due: boosterNow(tried) },
			...{ begun: answered > 0, next: next.id }
		};
	}
);

/** For other rooms: the day on which somebody practises again; null before the first whole set. */
export const practiceDue = async ({ db }: Pick<Context, 'db'>, person: string): Promise<string | null> =>
	boosterNow(await listAnswers(db, person));
