import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { addDays, dayOf, instantOf } from '#kernel/day.ts';
import { pageWith } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { query } from '#platform/dispatch.server.ts';
import { pageIn } from '#platform/sql-page.server.ts';
import { CardLine, CardShown } from './answers.ts';
import { ListCards, OneCard } from './inputs.ts';
import { cardHere, houseLine, houseStands, ownLine } from './read.server.ts';
import { lacks, mayGive, TRIED_DAYS } from './rules-card.ts';
import { cardsAt, countToTry, lastGiven, listVersions, otherSteps, type CardRow } from './sql.server.ts';

const PAGE = 50;

/** The cards of a centre, those to be tried anew first, and how the cards of the house stand here. */
export const cards = query(
	{
		name: 'help-cards.cards',
		group: 'loop',
		input: ListCards,
		answer: v.object({ ...pageWith(CardLine).entries, house: v.array(CardLine), asks: v.number() }),
		look: 'names staff alone'
	},
	async (context, { page }) => {
		const { db, actor, now } = context;
		const centre = centreOf(actor);
		const before = instantOf(addDays(dayOf(now), -TRIED_DAYS));
		const { rows, ...rest } = await pageIn<CardRow>(db, cardsAt(db, centre, before), page, PAGE);
		const house = await houseStands(context, centre);
		const lines = house.map(({ stands, ...card }) => houseLine(card, stands, dayOf(now)));
		return {
			rows: rows.map((row) => ownLine(row, dayOf(now))),
			...rest,
			house: lines.toSorted((a, b) => Number(b.asks) - Number(a.asks)),
			asks: (await countToTry(db, centre, before)) + lines.filter((one) => one.asks).length
		};
	}
);

const mayGiveOwn = async ({ db, actor }: Context, { id, version }: CardRow): Promise<boolean> =>
	mayGive(await listVersions(db, id), await lastGiven(db, id), version, actor.id!);

/** One card with its steps, as it is written now, and what was said of the version that everybody has. */
export const showCard = query(
	{ name: 'help-cards.show-card', group: 'loop', input: OneCard, answer: CardShown, look: 'names staff alone' },
	async (context, { card }) => {
		const { db, actor, now } = context;
		const { own, house } = await cardHere(context, card);
		const line = own ? ownLine(own, dayOf(now)) : houseLine(house, house.stands, dayOf(now));
		const { seen, others } = own ?? house.stands;
		const steps = own ? own.steps : house.steps.map((step) => ({ ...step, voice: null }));
		return {
			...line,
			...{ steps, writtenBy: own?.writtenBy ?? null, seen: others },
			mayGive: own ? await mayGiveOwn(context, own) : true,
			lacks: own ? lacks(own) : null,
			otherSteps: line.given === null ? [] : [...(await otherSteps(db, centreOf(actor), card, line.given, seen))]
		};
	}
);
