import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { CardOpen } from './answers.ts';
import { NameForClass, OfClass } from './inputs.ts';
import { openAt, openOne } from './read.server.ts';
import { centreOfRun, insertNamed, listNamed } from './sql-classes.server.ts';

/** A class hands out a card, or does so no more. Refuses a class of elsewhere (`class-unknown`) and a card that nobody has (`card-unknown`). */
export const nameForClass = command(
	{
		name: 'help-cards.name-for-class',
		group: 'loop',
		input: NameForClass,
		answer: v.object({ named: v.boolean() })
	},
	async (context, { id, run, card, named }) => {
		const { db, actor, now } = context;
		const centre = centreOf(actor);
		if ((await centreOfRun(db, run)) !== centre) throw new Refusal('class-unknown');
		if (named) await openOne(context, card, centre);
		await insertNamed(db, { id, run, centre, card, named, by: actor.id!, at: now });
		return { answer: { named }, about: run, person: null, centre, detail: { card, named } };
	}
);

/** The cards that a class hands out, as everybody has them today: one that was taken back is not among them. */
export const cardsOfClass = query(
	{
		name: 'help-cards.of-class',
		group: ['public', 'in-house'],
		input: OfClass,
		answer: v.array(CardOpen),
		look: 'shows nobody'
	},
	async (context, { run }) => {
		const named = await listNamed(context.db, run);
		const centre = named.length > 0 ? await centreOfRun(context.db, run) : undefined;
		return centre === undefined ? [] : (await openAt(context, centre)).filter(({ id }) => named.includes(id));
	}
);
