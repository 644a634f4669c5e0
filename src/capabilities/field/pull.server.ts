import { createHash } from 'node:crypto';
import { dayOf } from '#kernel/day.ts';
import { textsInForce } from '#capabilities/privacy/consents.server.ts';
import type { Context } from '#platform/context.server.ts';
import type { Db } from '#platform/db.server.ts';
import { only } from '#platform/dispatch.server.ts';
import { derive } from '#platform/keys.server.ts';
import type { Lender, Lending } from '#platform/lending.server.ts';
import { changes } from './changes.server.ts';
import { phoneActor, phoneAtDoor, readSigned, type Base, type PhoneDoor } from './door.server.ts';
import { sealToOf } from './parcel.server.ts';
import { LEASE_HOURS, Pull, type PullAnswer } from './protocol.ts';
import { listGreetings } from './sql-greetings.server.ts';
import { listLeaving, noteForgotten, noteGone, noteReceived } from './sql-changes.server.ts';

/** What the rooms lend to phones, and the address that goes along. */
type Lends = { lends: readonly Lending[] } & Pick<Lender, 'checkVisitor'>;

const nothing = { cursor: 0, changes: [], more: false, buckets: null };

/**
 * Tells a phone what is otherwise since it asked last: doors of its own areas, those that it has to let go of, whom it has to forget;
 * and lends it the server's half of its key. A phone that was parted is told to empty itself, and nothing besides.
 */
export async function pull(base: Base & Lends, raw: unknown): Promise<PullAnswer> {
	const { signed, said } = readSigned(Pull, raw);
	let leave: PullAnswer['leave'] = [];
	let words: Pick<PullAnswer, 'texts' | 'greetings' | 'lent'> = { texts: [], greetings: [], lent: {} };
	const door = await phoneAtDoor(base, signed, said, async (sql, at) => {
		await noteArrived(base, sql, said, at);
		if (!at.told.wipe)
			words = { ...(await wordsAt(base, sql, at.phone)), lent: await lentTo(base, sql, at.phone, said.lent) };
		leave = at.told.wipe
			? []
			: [
					...(await listLeaving(
						sql,
						at.phone.id,
						own(at).map(({ id }) => id)
					))
				];
	});
	const areas = door.told.wipe ? [] : own(door);
	const told = await tell(
		base,
		door,
		said,
		areas.map(({ id }) => id)
	);
	return { ...door.told, areas, ...told, leave, ...words, ...leaseOf(base, door), sealTo: sealToOf(base.keys) };
}

/** What is said to everybody: by which words they are asked for a yes, and what is said first. */
const wordsAt = async ({ now }: Base, sql: Db, { centreId }: PhoneDoor['phone']) => ({
	texts: await textsInForce(sql, now),
	greetings: [...(await listGreetings(sql, centreId, dayOf(now)))]
});

/** What each room lends this phone, where it is otherwise than what lies there. A locked phone could not seal it. */
async function lentTo(
	{ keys, now, lends, checkVisitor }: Base & Lends,
	db: Db,
	{ staffId: staff, centreId: centre }: PhoneDoor['phone'],
	held: Pull['lent']
): Promise<PullAnswer['lent']> {
	const lent: PullAnswer['lent'] = {};
	if (held === null) return lent;
	for (const { name, lend } of lends) {
		const given = await lend({ db, keys, now, checkVisitor }, { staff, centre });
		const text = given === null ? null : JSON.stringify(given);
		const hash = text === null ? undefined : createHash('sha256').update(text).digest('base64url').slice(0, 11);
		if (hash !== held[name]) lent[name] = text === null || hash === undefined ? null : { hash, text };
	}
	return lent;
}

const own = ({ work }: PhoneDoor): PullAnswer['areas'] =>
	work.filter(({ now }) => now).map(({ areaId, name, epoch }) => ({ id: areaId, name, epoch }));

/** What the phone says of itself: what it let go of, whom it has forgotten, and by its cursor what has arrived there. */
async function noteArrived({ now }: Base, sql: Db, said: Pull, door: PhoneDoor): Promise<void> {
	const { phone, told } = door;
	if (said.left.length > 0) await noteGone(sql, phone.id, said.left, now);
	if (said.forgotten.length > 0) await noteForgotten(sql, phone.id, said.forgotten, now);
	const isOwn = !told.wipe && own(door).some(({ id }) => id === said.area);
	if (said.area !== null && isOwn && said.serverEpoch === told.serverEpoch)
		await noteReceived(sql, said.area, said.cursor, now);
}

async function tell(base: Base, { phone, told }: PhoneDoor, said: Pull, areas: readonly string[]) {
	const { area, check, repair } = said;
	if (area === null || !areas.includes(area)) return nothing;
	const { db, keys, store, now } = base;
	const context: Context = {
		db,
		keys,
		store,
		now,
		request: crypto.randomUUID(),
		actor: phoneActor(only(changes), phone, areas)
	};
	// A cursor of before yesterday was put back is none.
	const cursor = said.serverEpoch === told.serverEpoch ? said.cursor : 0;
	const { named: _, ...answer } = await changes(context, { area, cursor, check, repair });
	return answer;
}

/** Derived and never stored: the half of one phone is the same at each contact, and a parted phone gets none. */
function leaseOf({ keys, now }: Base, { phone, told }: PhoneDoor): Pick<PullAnswer, 'share' | 'shareUntil'> {
	if (told.wipe) return { share: '', shareUntil: 0 };
	const share = derive(keys, 'field-share', phone.id).toString('base64url');
	return { share, shareUntil: now.getTime() + LEASE_HOURS * 3_600_000 };
}
