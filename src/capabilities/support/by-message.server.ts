import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { id } from '#kernel/shapes.ts';
import { command } from '#platform/dispatch.server.ts';
import type { InboundWord } from '#platform/inbound.ts';
import { inScope } from '#platform/scope.server.ts';
import { m } from '#words';
import { beginTicket } from './begin-ticket.server.ts';
import { move } from './held.server.ts';
import { stateOf } from './rules-clocks.ts';
import { wordsBind } from './rules-ticket.ts';
import { urgencyOf } from './rules-urgency.ts';
import { ticketKey } from './seal.server.ts';
import { findAsked, findHomeCentre } from './sql-ask.server.ts';
import { insertEvent, listEvents, lockTicket } from './sql.server.ts';

/** What stands on the ticket: the words of a message are kept nowhere. */
const words = (): string => m['support.by-message']({}, { locale: 'vi' });
const urgency = urgencyOf('one', 'this-week');

/**
 * Somebody of the register asks by a message from their own telephone that the team calls: one ticket, also where they ask again before anybody has
 * called. Answers by when somebody does (null: at a centre that never opens).
 */
export const askByMessage = command(
	{
		name: 'support.ask-by-message',
		group: 'house',
		input: v.object({ person: id }),
		answer: v.object({ ticket: v.string(), due: v.nullable(v.string()) })
	},
	async (context, { person }) => {
		const { db, now, request } = context;
		const centre = centreOf(context.actor);
		const before = await findAsked(db, centre, person);
		const row = before && (await lockTicket(db, before));
		if (row) {
			const sealed = (await ticketKey(context, row)).seal(words(), wordsBind(request));
			const event = { id: request, ticketId: row.id, centre, kind: 'said', words: sealed, until: null } as const;
			await insertEvent(db, { ...event, by: null, at: now });
			await move(context, row, { state: stateOf(await listEvents(db, [row.id])) });
			return { answer: { ticket: row.id, due: null }, about: row.id, person, centre, detail: { due: null } };
		}
		const begun = await beginTicket(context, {
			...{ id: request, centre, system: 'other', source: 'message', urgency, fault: null, person, staff: null },
			...{ caller: null, phone: null, words: words(), by: null }
		});
		const due = begun.due?.toISOString() ?? null;
		return { answer: { ticket: request, due }, about: request, person, centre, detail: { due } };
	}
);

/** HỖ TRỢ, or GỌI TÔI: the team calls back. A telephone that several people share says nothing about who is stuck. */
export const supportInbound: readonly InboundWord[] = [
	{
		name: 'support.ask',
		says: [/^(?:xin |nho )?(?:ho tro|hotro|to ho tro|giup toi|goi toi|goi lai)(?: (?:voi|a|nhe|chau|em))*$/],
		may: [askByMessage],
		hear: async (context, person) => {
			const home = await inScope(context.db, context.actor, context.request, (sql) => findHomeCentre(sql, person));
			if (home === null) return 0;
			await askByMessage({ ...context, actor: { ...context.actor, centres: [home] } }, { person });
			return 1;
		}
	}
];
