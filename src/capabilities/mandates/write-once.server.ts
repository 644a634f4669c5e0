import { centreOf } from '#kernel/actor.ts';
import { dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { saidAt, type Context } from '#platform/context.server.ts';
import { samePerson } from '#capabilities/residents/people.server.ts';
import { insertMandate, listMandatesOf, revokeMandateRow, type NewMandate } from './sql.server.ts';

/** Who sits at the counter, and about whom something is to be written: two people. */
export async function twoPeople(context: Context, other: string): Promise<string> {
	const { session, subject } = context.actor;
	if (session === null || subject === null) throw new Refusal('no-session');
	if (await samePerson(context, other, subject)) throw new Refusal('mandate-of-oneself');
	return subject;
}

/**
 * Writes from today what whoever sits at the counter gives (`given`) or takes upon themselves (`held`), unless the same stands
 * already between the two (`mandate-stands`): whoever was asked to follow may still become a guardian, and who was let do less by older words is let do
 * what the newer say.
 */
export async function writeOnce(
	context: Context,
	direction: 'given' | 'held',
	mandate: Omit<NewMandate, 'from' | 'by' | 'centre' | 'at' | 'wordsRead'> & Partial<Pick<NewMandate, 'wordsRead'>>
): Promise<void> {
	const [mine, other] = direction === 'given' ? (['principal', 'agent'] as const) : (['agent', 'principal'] as const);
	const { db, actor, now } = context;
	const from = dayOf(saidAt(context));
	const stands = (await listMandatesOf(db, mandate[mine], from)).filter(
		(one) =>
			one.direction === direction && one.otherId === mandate[other] && (direction === 'given' || one.kind !== 'mandate')
	);
	const older = stands.filter((one) => direction === 'given' && !one.asks && mandate.wordsRead === 3);
	if (stands.length > older.length) throw new Refusal('mandate-stands');
	// Older words let somebody do less: the new ones stand in their place.
	for (const { id } of older) await revokeMandateRow(db, id, actor.id!, now);
	await insertMandate(db, { wordsRead: 1, ...mandate, from, by: actor.id, centre: centreOf(actor), at: now });
}
