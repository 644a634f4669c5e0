import * as v from 'valibot';
import type { Actor } from '#kernel/actor.ts';
import { dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { command, may } from '#platform/dispatch.server.ts';
import { lookupHashes } from '#platform/keys.server.ts';
import { inScope } from '#platform/scope.server.ts';
import { RevokeByMessage, StandFor } from './inputs.ts';
import { agreeIdentity } from '#capabilities/residents/identity.server.ts';
import { getPerson } from '#capabilities/residents/people.server.ts';
import { EVIDENCE_OF, isChild, lastDayAsChild, standingFault } from './rules-mandate.ts';
import { listHoldersOfPhone, revokeGivenBy } from './sql.server.ts';
import { twoPeople, writeOnce } from './write-once.server.ts';

/**
 * At the counter: the person who sits here stands for a child or a ward of the register in everything, by a birth certificate or
 * a decision that the guide has seen. A parent stands until the child is of age. Refuses an unknown birth, somebody of age, and a
 * child of seven who was not asked (`stand-…`). Over somebody who is not known to be a child a guardian is written down by whoever
 * may join people, never by a guide alone (`stand-adult-by-officer`).
 */
export const standFor = command(
	{
		name: 'mandates.stand-for',
		byPerson: true,
		formerly: 'residents.stand-for',
		group: 'sit-beside',
		input: StandFor,
		answer: v.object({ id: v.string() })
	},
	async (context, input) => {
		const agent = await twoPeople(context, input.principal);
		if (!input.paperSeen) throw new Refusal('stand-paper');
		const ward = await getPerson(context, input.principal);
		const fault = standingFault(input.kind, ward, input.agrees, dayOf(context.now));
		if (fault) throw new Refusal(fault);
		const grown = !isChild(ward, dayOf(context.now));
		if (input.kind === 'guardian' && grown && !may(context.actor, agreeIdentity))
			throw new Refusal('stand-adult-by-officer');
		await writeOnce(context, 'held', {
			id: input.id,
			principal: ward.id,
			agent,
			kind: input.kind,
			scope: 'everything',
			to: input.kind === 'parent' ? lastDayAsChild(ward) : null,
			evidence: EVIDENCE_OF[input.kind]
		});
		return { answer: { id: input.id }, about: input.id, person: ward.id, detail: { agent, kind: input.kind } };
	}
);

/** Ends every mandate that somebody gave, because a message from their own telephone said so. What parents and guardians hold stays. */
export const revokeByMessage = command(
	{
		name: 'mandates.revoke-by-message',
		formerly: 'residents.revoke-by-message',
		group: 'house',
		input: RevokeByMessage,
		answer: v.object({ ended: v.number() })
	},
	async ({ db, now }, { person }) => {
		const ended = await revokeGivenBy(db, person, now);
		return { answer: { ended }, about: person, person, detail: { ended, by: 'message' } };
	}
);

/** Who has a telephone, whole numbers only; asked by the hearer of messages alone. */
export const holdersOfPhone = (
	{ db, keys }: Pick<Context, 'db' | 'keys'>,
	hearer: Actor,
	phone: string
): Promise<string[]> => inScope(db, hearer, '', (sql) => listHoldersOfPhone(sql, lookupHashes(keys, 'phone', phone)));
