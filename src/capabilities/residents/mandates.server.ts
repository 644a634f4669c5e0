import * as v from 'valibot';
import { command } from '#platform/dispatch.server.ts';
import { homeOf } from '#kernel/actor.ts';
import { insertMandate } from './sql.server.ts';

const id = v.pipe(v.string(), v.uuid());
const day = v.pipe(v.string(), v.isoDate());

export const GiveMandate = v.object({
	id,
	principal: id,
	agent: id,
	kind: v.picklist(['mandate', 'guardian']),
	scope: v.picklist(['follow-and-pay']),
	from: day,
	to: v.nullable(day)
});

/** Lets one person follow and pay for another, until a day. */
export const giveMandate = command('residents.give-mandate', GiveMandate, async ({ db, actor, now }, input) => {
	await insertMandate(db, { ...input, centre: homeOf(actor) ?? 0, at: now });
	return {
		answer: { id: input.id },
		about: input.id,
		person: input.principal,
		detail: { agent: input.agent, scope: input.scope }
	};
});
