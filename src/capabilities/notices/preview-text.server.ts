import { centreOf } from '#kernel/actor.ts';
import { addDays, dayOf } from '#kernel/day.ts';
import type { Context } from '#platform/context.server.ts';
import { query } from '#platform/dispatch.server.ts';
import { unsaidNames, type Says } from '#platform/telling.server.ts';
import { getCentre } from '#capabilities/places/places.server.ts';
import { m } from '#words';
import { type Locale } from './answers.ts';
import { Previewed, type TextWay } from './answers-texts.ts';
import { PreviewText } from './inputs.ts';
import { priceOf, type Costs } from './rules-costs.ts';
import { lettersIn, lettersOver, measured, unmarked } from './parts.server.ts';
import { faultsOf, longSentence, NO_CODE, NO_END } from './rules-text.ts';
import { findCosts } from './sql-costs.server.ts';
import { getTold } from './texts.server.ts';
import { asKept, asTyped, factWords, letterWords, wholeWords } from './words.server.ts';

/** What stands in the blanks of a text that is only shown: a day in a week, a morning, a desk. */
export const madeUp = (now: Date): Says => ({
	...{ day: addDays(dayOf(now), 7), hour: '08:30', desk: 'Quầy 2', amount: '16000' }
});

type Whole = { body: string; commune: string; locale: Locale; costs: Costs };

const texted = (way: TextWay['way'], words: string, price: number | null, goes: boolean): TextWay => {
	const { text, parts } = measured(words);
	return { way, words: text, letters: lettersIn(text), parts, price: price === null ? null : price * parts, goes };
};

const free = (way: TextWay['way'], words: string): TextWay => ({
	...{ way, words, letters: lettersIn(words), parts: null, price: 0, goes: true }
});

/** Each way as it shows the same words. Zalo has its own, which stand there; a browser says only that there is news. */
function waysOf({ body, commune, locale, costs }: Whole): TextWay[] {
	const whole = wholeWords(body, { commune, code: NO_CODE }, locale);
	const shared = wholeWords(m['notices.tell-shared']({}, { locale }), { commune, code: NO_CODE }, locale);
	const onPaper = letterWords(body, { commune, code: NO_CODE, end: NO_END }, locale);
	const sms = priceOf(costs, 'sms');
	return [
		texted('sms', whole, sms, !costs.unmarked),
		texted('sms-plain', unmarked(whole), sms, costs.unmarked),
		texted('shared', costs.unmarked ? unmarked(shared) : shared, sms, true),
		{ way: 'zalo', words: null, letters: 0, parts: null, price: priceOf(costs, 'zalo'), goes: true },
		free('push', m['notices.ring']({}, { locale })),
		free('email', whole),
		{ ...free('letter', onPaper), price: priceOf(costs, 'letter') },
		free('call', body),
		free('met', body)
	];
}

/** A text as it would go out by each way, with made-up values in its blanks, and what the check finds wrong with it. */
export const previewText = query(
	{
		name: 'notices.preview-text',
		group: ['lead', 'second-eyes'],
		input: PreviewText,
		answer: Previewed,
		look: 'holds no name'
	},
	async ({ db, actor, now }: Context, { fact, forAnother, locale, words }) => {
		const kept = asKept(words);
		const [centre, costs] = await Promise.all([getCentre(db, centreOf(actor)), findCosts(db, centreOf(actor))]);
		const body = factWords(fact, madeUp(now), { locale, forAnother, shared: false, written: kept || ' ' });
		const ways = waysOf({ body, commune: centre.communeName, locale, costs });
		const goes = ways.find(({ goes: is, parts }) => is && parts !== null)!;
		const [before, after] = wholeWords('\0', { commune: centre.communeName, code: NO_CODE }, locale).split('\0');
		return {
			typed: asTyped(kept, locale),
			faults: faultsOf(kept, getTold(fact).says, unsaidNames()),
			...{ long: longSentence(body), over: lettersOver(goes.words ?? ''), parts: goes.parts ?? 1 },
			...{ before: before!.trim(), after: after!.trim(), ways }
		};
	}
);
