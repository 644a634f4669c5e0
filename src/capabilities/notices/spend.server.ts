import { dayOf, instantOf } from '#kernel/day.ts';
import type { Context } from '#platform/context.server.ts';
import { getCentre, type Centre } from '#capabilities/places/places.server.ts';
import type { Channel, Locale } from './answers.ts';
import { fits, priceOf, TEXTED, type Costs } from './rules-costs.ts';
import { measured, unmarked } from './parts.server.ts';
import { findCosts, holdCosts, sumSpent } from './sql-costs.server.ts';
import { findInForce } from './sql-text.server.ts';
import type { NoticeRow } from './sql.server.ts';
import { NO_CODE, NO_END } from './rules-text.ts';
import { factWords, letterWords, wholeWords } from './words.server.ts';

/** The first moment of the month in which words are paid for now. */
export const monthOf = (now: Date): Date => instantOf(`${dayOf(now).slice(0, 7)}-01`);

/** Words as they go by one way, with what they cost. */
export type Going = { words: string; shared: boolean; price: number | null; planned: number };

/** Words spelled for one way, and into how many parts they are paid. */
export function priced(costs: Costs, channel: Channel, whole: string): Pick<Going, 'words' | 'price' | 'planned'> {
	const over = TEXTED.includes(channel);
	const words = over && costs.unmarked ? unmarked(whole) : whole;
	return { words, price: priceOf(costs, channel), planned: over ? measured(words).parts : 1 };
}

/** The centre that a word goes out from, and what it pays. */
export type SendsFrom = { centre: Centre; costs: Costs };

export async function sendsFrom({ db }: Context, id: number): Promise<SendsFrom> {
	const [centre, costs] = await Promise.all([getCentre(db, id), findCosts(db, id)]);
	return { centre, costs };
}

type By = { locale: Locale; channel: Channel; shared: boolean };

/**
 * The words of a fact as they go by one way now: as a leader wrote them, else the room's own. What a carrier takes ends with a code,
 * whoever reads aloud says none.
 */
export async function wordsBy(
	context: Context,
	row: NoticeRow,
	{ centre, costs }: SendsFrom,
	{ locale, channel, shared: others }: By
): Promise<(code: string | null, end?: string | null) => Going> {
	const { db } = context;
	const carried = channel !== 'call' && channel !== 'met';
	const forAnother = row.ofId !== row.personId;
	const key = { centre: row.centreId, fact: row.fact, forAnother, locale };
	const shared = others && carried && channel !== 'email' && channel !== 'letter' && row.beforeChange === null;
	const written = await findInForce(db, key);
	const body = factWords(row.fact, row.says, { locale, forAnother, shared, written });
	return (code, end) => {
		if (code === null) return { shared, ...priced(costs, channel, body) };
		const whole = channel === 'letter' ? letterWords : wholeWords;
		const place = { commune: centre.communeName, code, end: end ?? NO_END };
		return { shared, ...priced(costs, channel, whole(body, place, locale)) };
	};
}

/** What is spent of this month's budget, held: whoever spends next waits until this one has. Null where no budget is set. */
export async function holdBudget(
	{ db, now }: Context,
	centre: number
): Promise<{ costs: Costs; spent: number } | null> {
	if ((await findCosts(db, centre)).budget === null) return null;
	const costs = await holdCosts(db, centre);
	return { costs, spent: await sumSpent(db, centre, monthOf(now)) };
}

type Reaching = { locale: Locale; shared: boolean; ways: readonly Channel[] };

/** Ways for which no money is left this month, of a word that may be missed. Whatever has to be heard is counted and goes. */
export async function dearWays(
	context: Context,
	row: NoticeRow,
	from: SendsFrom,
	{ locale, shared, ways }: Reaching
): Promise<Set<Channel>> {
	const paid = ways.filter((way) => (priceOf(from.costs, way) ?? 0) > 0);
	const held = paid.length > 0 && from.costs.budget !== null ? await holdBudget(context, row.centreId) : null;
	if (!held || row.must) return new Set();
	const each = await Promise.all(
		paid.map(async (channel) => ({
			channel,
			...(await wordsBy(context, row, from, { locale, channel, shared }))(NO_CODE)
		}))
	);
	const dear = each.filter(({ price, planned }) => !fits(held.costs, held.spent, (price ?? 0) * planned));
	return new Set(dear.map(({ channel }) => channel));
}
