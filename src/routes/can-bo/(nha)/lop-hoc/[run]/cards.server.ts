import { cardsOfClass, nameForClass } from '#capabilities/help-cards/classes.server.ts';
import { openCards } from '#capabilities/help-cards/public.server.ts';
import { homeOf } from '#kernel/actor.ts';
import type { Context } from '#platform/context.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { back, run } from './together.server.ts';

/** What this class hands out, and what it could. */
export const cardsOf = async (context: Context, id: string) => ({
	named: await cardsOfClass(context, { run: id }),
	cards: await openCards(context, { centre: homeOf(context.actor) })
});

export const cards = {
	name: byStaff(nameForClass, { given: { run, named: true }, to: back('viec') }),
	unname: byStaff(nameForClass, { given: { run, named: false }, to: back('viec') })
};
