import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { systemOfSolved } from '#capabilities/support/of-ticket.server.ts';
import type { System } from '#capabilities/support/rules-systems.ts';
import { deviceOf, filesOf, isBrought, type Body } from './card-shape.ts';
import { openOne } from './read.server.ts';
import { voicesKept } from './rules-card.ts';
import { ChangeCard, DraftCard, DraftFromTicket } from './inputs.ts';
import { findCardAt, insertCard, insertVersion, lockCard, strangeFiles } from './sql.server.ts';

const Answer = v.object({ id: v.string(), version: v.number() });

/** Where somebody begins: what it is about, and no word yet. */
const blank = (system: System): Body => ({
	title: { vi: '', en: null, hi: null },
	...{ picture: 'phone-learn', system, device: deviceOf(system), steps: [] }
});

async function begin({ db, actor, now }: Context, id: string, body: Body) {
	const own = { centre: centreOf(actor), by: actor.id!, at: now };
	await insertCard(db, { id, ...own });
	await insertVersion(db, { card: id, version: 1, ...body, ...own });
	return { answer: { id, version: 1 }, about: id, person: null, centre: own.centre };
}

/** What everybody has, to be changed: its words and the pictures of the house. What was brought for it stays its own. */
async function copied(context: Context, card: string): Promise<Body> {
	const { title, picture, system, device, steps } = (await openOne(context, card, centreOf(context.actor))).open;
	const own = steps.map((one) => ({ ...one, voice: null, picture: isBrought(one.picture) ? picture : one.picture }));
	return { title, picture, system, device, steps: own };
}

/** A card that nobody has yet, which its writer fills: a blank one, or begun with one that everybody has (refused where nobody has it, `card-unknown`). */
export const draftCard = command(
	{ name: 'help-cards.draft-card', group: 'loop', input: DraftCard, answer: Answer },
	async (context, { id, from }) => {
		const body = from === null ? blank('phone') : await copied(context, from);
		return { ...(await begin(context, id, body)), detail: { system: body.system, from } };
	}
);

/**
 * A card of what was just solved: what did not work and on which machine, and no word of whoever was stuck. Refuses a ticket that is not solved
 * (`support-not-solved`) and one of elsewhere (`support-unknown`).
 */
export const draftFromTicket = command(
	{ name: 'help-cards.draft-from-ticket', group: 'loop', input: DraftFromTicket, answer: Answer },
	async (context, { id, ticket }) => {
		const system = await systemOfSolved(context, ticket);
		return { ...(await begin(context, id, blank(system))), detail: { system } };
	}
);

/** What is written becomes a version of its own: nothing is written over. Refuses what moved meanwhile (`card-moved`) and a card of elsewhere (`card-unknown`). */
export const changeCard = command(
	{ name: 'help-cards.change-card', group: 'loop', input: ChangeCard, answer: Answer },
	async (context, { card, version, ...body }) => {
		const { db, actor, now } = context;
		const centre = centreOf(actor);
		await lockCard(db, card);
		const stands = await findCardAt(db, centre, card);
		if (!stands) throw new Refusal('card-unknown');
		if (stands.version !== version) throw new Refusal('card-moved');
		if ((await strangeFiles(db, card, filesOf(body.steps))) > 0) throw new Refusal('card-moved');
		const next = version + 1;
		const steps = voicesKept(stands.steps, body.steps);
		await insertVersion(db, { card, version: next, ...body, steps, centre, by: actor.id!, at: now });
		return { answer: { id: card, version: next }, about: card, person: null, centre, detail: { version: next } };
	}
);
