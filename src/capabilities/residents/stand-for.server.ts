import { homeOf, system } from '#kernel/actor.ts';
import { dayOf } from '#kernel/day.ts';
import { plain } from '#kernel/plain.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { lookupHashes } from '#platform/keys.server.ts';
import { inScope } from '#platform/scope.server.ts';
import { HearMessage, RevokeByMessage, StandFor } from './inputs.ts';
import { getPerson, samePerson } from './people.server.ts';
import { EVIDENCE_OF, lastDayAsChild, standingFault } from './rules-mandate.ts';
import { insertMandate, listHoldersOfPhone, listMandatesOf, revokeGivenBy } from './sql-mandates.server.ts';

/**
 * At the counter: the person who sits here stands for a child or a ward of the register in everything, by a birth certificate or
 * a decision that the guide has seen. A parent stands until the child is of age. Refuses an unknown birth, somebody of age, and a
 * child of seven who was not asked (`stand-…`).
 */
export const standFor = command('residents.stand-for', StandFor, async (context, input) => {
	const { db, actor, now } = context;
	if (actor.session === null || actor.subject === null) throw new Refusal('no-session');
	if (!input.paperSeen) throw new Refusal('stand-paper');
	const ward = await getPerson(context, input.principal);
	if (await samePerson(context, ward.id, actor.subject)) throw new Refusal('mandate-two-people');
	const from = dayOf(now);
	const fault = standingFault(input.kind, ward, input.agrees, from);
	if (fault) throw new Refusal(fault);
	const standing = await listMandatesOf(db, actor.subject, from);
	if (standing.some((one) => one.direction === 'held' && one.otherId === ward.id && one.kind !== 'mandate'))
		throw new Refusal('mandate-once');
	await insertMandate(db, {
		id: input.id,
		principal: ward.id,
		agent: actor.subject,
		kind: input.kind,
		scope: 'everything',
		from,
		to: input.kind === 'parent' ? lastDayAsChild(ward) : null,
		evidence: EVIDENCE_OF[input.kind],
		by: actor.id,
		centre: homeOf(actor) ?? 0,
		at: now
	});
	return {
		answer: { id: input.id },
		about: input.id,
		person: ward.id,
		detail: { agent: actor.subject, kind: input.kind }
	};
});

/** "THÔI NHỜ", however it is typed, and nothing else: what is not clear ends nothing. */
const ENDS = /^(thoi|huy|stop) (nho|uy quyen|uyquyen)$/;

/** Ends every mandate that somebody gave, because a message from their own telephone said so. What parents and guardians hold stays. */
export const revokeByMessage = command(
	'residents.revoke-by-message',
	RevokeByMessage,
	async ({ db, now }, { person }) => {
		const ended = await revokeGivenBy(db, person, now);
		return { answer: { ended }, about: person, person, detail: { ended, by: 'message' } };
	}
);

const HEARS = new Set(['residents.revoke-by-message']);

/**
 * Hears a message that an operator passes on. A telephone that several people share says nothing about whose word it is: nothing is
 * ended, and the answer says so. The same message twice is one.
 */
export async function hearMessage(
	base: Omit<Context, 'actor' | 'request'>,
	raw: unknown
): Promise<{ ended: number; why: string | null }> {
	const message = HearMessage(raw);
	if (!ENDS.test(plain(message.text))) return { ended: 0, why: 'not-understood' };
	const phone = message.from.replace(/^\+?84/, '0').replace(/\D/g, '');
	const hashes = lookupHashes(base.keys, 'phone', phone);
	const holders = await inScope(base.db, system('messages', HEARS), '', (db) => listHoldersOfPhone(db, hashes));
	const [person] = holders;
	if (!person || holders.length > 1) return { ended: 0, why: person ? 'phone-shared' : 'phone-unknown' };
	const actor = { ...system('messages', HEARS, person), subject: person };
	const { ended } = await revokeByMessage(
		{ ...base, actor, request: requestFor('message', 0, message.id) },
		{ person }
	);
	return { ended: Number(ended), why: null };
}
