import * as v from 'valibot';
import { anyone, system, type Actor } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import type { Db } from '#platform/db.server.ts';
import { inScope } from '#platform/scope.server.ts';
import { epochAfter, markOf, readMark } from './mark.server.ts';
import { isRequestOf, readPublicKey } from './parcel.server.ts';
import { Signed, type Contact } from './protocol.ts';
import { listWorkOf } from './sql-areas.server.ts';
import { lockPhone, noteContact, raiseEpoch, type Phone } from './sql-phones.server.ts';

/** What the house lends to whoever answers phones. */
export type Base = Omit<Context, 'actor' | 'request' | 'said'>;

/** A phone that belongs to somebody. */
export type Bound = Phone & { staffId: string; centreId: number; pairedAt: Date };
export const isBound = (phone: Phone): phone is Bound =>
	phone.staffId !== null && phone.centreId !== null && phone.pairedAt !== null;

/** What every answer to a phone carries. */
type Told = { serverTime: number; mark: string; serverEpoch: number; wipe: boolean };
export type Work = { areaId: string; name: string; epoch: number; now: boolean };
export type PhoneDoor = { phone: Bound; told: Told; work: readonly Work[] };

/** A phone's own system actor: it reads and writes what the field keeps, and nobody's register. */
export const asField = <T>({ db }: Pick<Base, 'db'>, what: string, work: (sql: Db) => Promise<T>): Promise<T> =>
	inScope(db, system(`field.${what}`, new Set()), '', work);

/** What a signed request says; refuses what is no request (`phone-request`). */
export function readSigned<S extends v.GenericSchema>(
	shape: S,
	raw: unknown
): { signed: Signed; said: v.InferOutput<S> } {
	const signed = v.safeParse(Signed, raw);
	if (!signed.success) throw new Refusal('phone-request');
	const said = v.safeParse(shape, parsed(signed.output.body));
	if (!said.success) throw new Refusal('phone-request');
	return { signed: signed.output, said: said.output };
}
function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}

/**
 * Who asks: a bound phone that signed what it sends, in the transaction of `also`. What it shows of the last answer tells whether
 * yesterday was put back since; the answer carries a new mark. Refuses a phone that nobody knows (`phone-unknown`), and words that it
 * did not sign or a mark that is not ours (`phone-signature`).
 */
export const phoneAtDoor = (
	base: Base,
	signed: Signed,
	contact: Contact,
	also: (sql: Db, door: PhoneDoor) => Promise<unknown>
) =>
	asField(base, 'door', async (sql): Promise<PhoneDoor> => {
		const phone = await lockPhone(sql, contact.phone);
		if (!phone || !isBound(phone)) throw new Refusal('phone-unknown');
		const key = readPublicKey(phone.publicKey);
		const mark = contact.mark === null ? null : readMark(base.keys, phone.id, contact.mark);
		if (!key || !isRequestOf(key, signed) || (contact.mark !== null && !mark)) throw new Refusal('phone-signature');
		const known = phone.epoch;
		const wanted = epochAfter(mark, { contacts: phone.contacts, epoch: known });
		const serverEpoch = wanted > known ? await raiseEpoch(sql, wanted) : known;
		const contacts = Math.max(phone.contacts, mark?.contact ?? 0) + 1;
		const wipe = phone.revokedAt !== null;
		const { waiting } = contact;
		const noted = noteContact(sql, phone.id, {
			contacts,
			waiting,
			at: base.now,
			wiped: wipe && waiting === 0
		}).execute();
		const told = {
			...{ serverTime: base.now.getTime(), serverEpoch, wipe },
			mark: markOf(base.keys, phone.id, { contact: contacts, epoch: serverEpoch })
		};
		const [work] = await Promise.all([listWorkOf(sql, [phone.staffId]), noted]);
		const door = { phone, told, work };
		await also(sql, door);
		return door;
	});

/** Somebody of the staff by their phone, held to these areas. */
export const phoneActor = (
	rights: ReadonlySet<string>,
	{ id, staffId, centreId }: Pick<Bound, 'id' | 'staffId' | 'centreId'>,
	areas: readonly string[],
	sitting: { session: string; person: string } | null = null
): Actor => ({
	...anyone(rights),
	kind: 'phone',
	id: staffId,
	machine: id,
	centres: [centreId],
	areas,
	subject: sitting?.person ?? null,
	session: sitting?.session ?? null,
	authority: sitting ? 'present' : null
});
