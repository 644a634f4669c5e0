import { system } from '#kernel/actor.ts';
import type { Context } from '#platform/context.server.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { only } from '#platform/dispatch.server.ts';
import { log } from '#platform/log.server.ts';
import { inScope } from '#platform/scope.server.ts';
import type { Chore, ChoreBase } from '#platform/worker.server.ts';
import { asked, gone } from './asked.server.ts';
import { HANDING, handOver } from './hand-over.server.ts';
import { hearOfTry, putOff } from './hear.server.ts';
import type { Carrier, Handing, Receipt } from './port.ts';
import { hearTestReceipt } from './send-tests.server.ts';
import { findTryOfReceipt, listDue } from './sql.server.ts';

const RIGHTS = only(handOver, hearOfTry, putOff);
const NAME = 'notices.send';
/** So many are looked at at once, and so many at a time go out. */
const MOST = 200;
const AT_ONCE = 12;

type Due = { id: string; centreId: number; personId: string };

const contextOf = (base: ChoreBase, { id, centreId, personId }: Due, request: string): Context => ({
	...base,
	actor: { ...system(NAME, RIGHTS, id, [centreId]), subject: personId },
	now: base.clock(),
	request
});

/** One word one step further: the hand-over is committed, then whoever carries it is asked, then what they said is committed. */
export async function sendOne(base: ChoreBase, carriers: readonly Carrier[], due: Due): Promise<void> {
	const aside = new Map<string, unknown>();
	const context = { ...contextOf(base, due, crypto.randomUUID()), aside };
	const ways = carriers.map(({ channel, keepsIds }) => ({ channel, keepsIds }));
	const handed = await handOver(context, { notice: due.id, carriers: ways });
	const carrier = carriers.find(({ channel }) => channel === handed.channel);
	if (handed.try === null || !carrier) return;
	const handing = aside.get(HANDING) as Handing | null;
	const heard = handing ? await asked(carrier, handing) : gone;
	await hearOfTry(contextOf(base, due, crypto.randomUUID()), { try: handed.try, ...heard });
}

/** What cannot be said of one word stops no other: it is looked at again in a minute. */
async function later(base: ChoreBase, due: Due, fault: unknown): Promise<void> {
	log.error({ notice: due.id, fault: fault instanceof Error ? fault.name : 'fault' }, 'a word did not go');
	await putOff(contextOf(base, due, crypto.randomUUID()), { notice: due.id }).catch(() => undefined);
}

/** Whatever is due, a few at a time; what fails for one stops no other, and is due again. */
async function sendAll(base: ChoreBase, carriers: readonly Carrier[], due: readonly Due[]): Promise<void> {
	const queue = [...due];
	const lane = async (): Promise<void> => {
		for (let one = queue.shift(); one; one = queue.shift())
			await sendOne(base, carriers, one).catch((fault: unknown) => later(base, one!, fault));
	};
	await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

export const sendNotices = (carriers: readonly Carrier[]): Chore => ({
	name: NAME,
	everySeconds: 1,
	run: async (base) => {
		for (;;) {
			const due = await inScope(base.db, system(NAME, RIGHTS), '', (sql) => listDue(sql, base.clock(), MOST));
			await sendAll(base, carriers, due);
			if (due.length < MOST) return;
		}
	}
});

/** A receipt of whoever carries words: heard however often and late it comes. Answers whether it is of a hand-over of ours. */
export async function hearReceipt(
	base: Omit<ChoreBase, 'clock'> & { now: Date },
	channel: Carrier['channel'],
	{ id, ref, said, why }: Receipt
): Promise<boolean> {
	const one = await inScope(base.db, system('notices.receipts', RIGHTS), '', (sql) =>
		findTryOfReceipt(sql, channel, id, ref)
	);
	if (!one) return hearTestReceipt(base, channel, { id, ref, said, why });
	const actor = { ...system('notices.receipts', RIGHTS, one.noticeId, [one.centreId]), subject: one.personId };
	const request = requestFor('notices.receipts', 0, `${one.id} ${said} ${why}`);
	await hearOfTry(
		{ ...base, actor, request },
		{ try: one.id, said, ref, parts: null, fault: why?.slice(0, 120) ?? null }
	);
	return true;
}
