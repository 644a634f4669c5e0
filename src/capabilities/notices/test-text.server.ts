import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { Nothing } from '#kernel/shapes.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { findKey } from '#platform/subject-keys.server.ts';
import { unsaidNames } from '#platform/telling.server.ts';
import { getCentre } from '#capabilities/places/places.server.ts';
import { m } from '#words';
import { OwnTest } from './answers-texts.ts';
import { testBind } from './binds.ts';
import { OVER } from './hear.server.ts';
import { HeardTest, OneTest, TestText } from './inputs.ts';
import { kindOf, provenReach, writeTest } from './own-reach.server.ts';
import { madeUp } from './preview-text.server.ts';
import { faultsOf, NO_CODE } from './rules-text.ts';
import { hearTestRow, listOwnTests, takeTest } from './sql-staff.server.ts';
import { getTold } from './texts.server.ts';
import { asKept, factWords, wholeWords } from './words.server.ts';

/**
 * Somebody tries a text out on themself, with made-up values, by one way. It goes as any other word does and says that it is tried out; it
 * is nobody's notice, counts as told to nobody, and no code finds it. Refuses a text that is faulty (`text-faulty`) and whoever has not
 * proved where they are reached (`own-reach-missing`).
 */
export const testText = command(
	{
		name: 'notices.test-text',
		byPerson: true,
		group: 'lead',
		input: TestText,
		answer: v.object({ test: v.string() })
	},
	async (context, { id, words: typed, channel, ...of }) => {
		const { fact, forAnother, locale } = of;
		const written = asKept(typed);
		const [fault] = faultsOf(written, getTold(fact).says, unsaidNames());
		if (fault) throw new Refusal('text-faulty', { fault });
		if ((await provenReach(context, kindOf(channel))) === null) throw new Refusal('own-reach-missing');
		const centre = centreOf(context.actor);
		const { communeName: commune } = await getCentre(context.db, centre);
		const body = factWords(fact, madeUp(context.now), { locale, forAnother, shared: false, written });
		const whole = `${m['notices.tried-out']({}, { locale })} ${wholeWords(body, { commune, code: NO_CODE }, locale)}`;
		await writeTest(context, { id, fact, channel, locale, whole });
		return { answer: { test: id }, about: id, person: null, centre, detail: { ...of, channel } };
	}
);

const MANY = 6;

/** What somebody tried out on themself last, and how far it came. */
export const ownTests = query(
	{
		name: 'notices.own-tests',
		group: 'own-account',
		input: Nothing,
		answer: v.array(OwnTest),
		look: 'a member of staff sees what they sent to themself'
	},
	async (context) => {
		const [rows, key] = [
			await listOwnTests(context.db, context.actor.id, MANY),
			await findKey(context, context.actor.id)
		];
		return rows.map(({ id, fact, channel, said, fault, words, handedAt: at }) => ({
			...{ id, fact, channel, said, fault, at },
			// The digits that prove a number are read where they arrive.
			words: fact === null ? null : (key?.text(words, testBind(id)) ?? null)
		}));
	}
);

/** A word tried out is given to whoever carries it, once: it is written before the call, and never called for again. */
export const handTest = command(
	{
		name: 'notices.hand-test',
		group: 'house',
		input: OneTest,
		answer: v.object({ mine: v.boolean() })
	},
	async ({ db }, { test }) => {
		const row = await takeTest(db, test);
		return { answer: { mine: row !== undefined }, about: test, person: null, detail: { channel: row?.channel } };
	}
);

/** News of it, in whatever order and however often they come. */
export const hearOfTest = command(
	{
		name: 'notices.hear-of-test',
		group: 'house',
		input: HeardTest,
		answer: v.object({ news: v.boolean() })
	},
	async ({ db, now }, { test, ...heard }) => {
		const { count } = await hearTestRow(db, test, { ...heard, over: OVER[heard.said], at: now });
		return { answer: { news: count > 0 }, about: test, person: null, detail: { said: heard.said } };
	}
);
