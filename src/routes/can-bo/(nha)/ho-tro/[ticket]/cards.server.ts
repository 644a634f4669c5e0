import type { RequestEvent } from '@sveltejs/kit';
import { openCard, openCards } from '#capabilities/help-cards/public.server.ts';
import { draftFromTicket } from '#capabilities/help-cards/write.server.ts';
import { sayOnTicket } from '#capabilities/support/go-on.server.ts';
import type { System } from '#capabilities/support/rules-systems.ts';
import { homeOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { paths } from '#web/paths.ts';
import { m } from '#words';

// The cards at a ticket: one that was walked through is a word on it, and what was solved becomes one.

/** The cards about what does not work here. */
export const cardsFor = async (context: Context, system: System) =>
	(await openCards(context, { centre: homeOf(context.actor) })).filter((card) => card.system === system);

/** Which card was used, which version of it and which steps were done, as the ticket keeps it. Refuses another version than was seen (`card-moved`). */
async function usedWords({ context }: { context: Context }, _: RequestEvent, form: FormData): Promise<string> {
	const card = await openCard(context, { card: String(form.get('card')), centre: homeOf(context.actor) });
	if (card.version !== Number(form.get('shown'))) throw new Refusal('card-moved');
	const steps = card.steps.flatMap((__, n) => (form.getAll('step').includes(String(n + 1)) ? n + 1 : []));
	const which = { title: card.title.vi, version: card.version };
	return steps.length === 0
		? m['help-cards.used'](which, { locale: 'vi' })
		: m['help-cards.used-steps']({ ...which, steps: steps.join(', ') }, { locale: 'vi' });
}

const ticket = (_: unknown, { params }: RequestEvent): string => params['ticket'] ?? '';

export const cardActions = {
	card: byStaff(sayOnTicket, {
		given: { ticket, kind: 'note', until: null, words: usedWords },
		to: (_, { input }) => paths.staff.ticket(input.ticket)
	}),
	draft: byStaff(draftFromTicket, { given: { ticket }, to: ({ id }) => paths.staff.helpCard(id) })
};
