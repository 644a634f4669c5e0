import { system } from '#kernel/actor.ts';
import type { Context } from '#platform/context.server.ts';
import { only } from '#platform/dispatch.server.ts';
import { inScope, lookAs } from '#platform/scope.server.ts';
import { findKey } from '#platform/subject-keys.server.ts';
import type { Chore, ChoreBase } from '#platform/worker.server.ts';
import { staffBind, testBind } from './binds.ts';
import { asked, gone } from './asked.server.ts';
import { kindOf } from './own-reach.server.ts';
import type { Carrier, Handing, Receipt } from './port.ts';
import { madeUp } from './preview-text.server.ts';
import { NO_CODE } from './rules-text.ts';
import { findTest, findTestOfReceipt, listOwnReach, listWaitingTests } from './sql-staff.server.ts';
import { handTest, hearOfTest } from './test-text.server.ts';

const RIGHTS = only(handTest, hearOfTest);
const NAME = 'notices.send-tests';
const MOST = 20;

type Waiting = { id: string; centreId: number; staffId: string };

const contextOf = (base: ChoreBase, { id, centreId }: Waiting): Context => ({
	...base,
	...{ actor: system(NAME, RIGHTS, id, [centreId]), now: base.clock(), request: crypto.randomUUID() }
});

/** What whoever carries it is handed; a number that proves itself goes there before it is proved, any other word after. */
const handingOf = (context: Context, { id, staffId }: Waiting): Promise<Handing | null> =>
	lookAs(context, async (inner) => {
		const [test, key] = [await findTest(inner.db, id), await findKey(inner, staffId)];
		if (!test || !key) return null;
		const kind = kindOf(test.channel);
		const reach = (await listOwnReach(inner.db, staffId)).find((one) => one.kind === kind);
		if (!reach || (test.fact !== null && reach.provedAt === null)) return null;
		const template = { name: test.fact ?? 'proves', blanks: { ...madeUp(inner.now), code: NO_CODE } };
		const to = key.text(reach.sealed, staffBind(staffId, kind));
		return { id, to, text: key.text(test.words, testBind(id)), template, standsFor: 3600 };
	});

/** One word that somebody tries out: committed as given, then whoever carries it is asked, then what they said is committed. */
async function sendTest(base: ChoreBase, carriers: readonly Carrier[], waiting: Waiting): Promise<void> {
	const { mine } = await handTest(contextOf(base, waiting), { test: waiting.id });
	if (!mine) return;
	const context = contextOf(base, waiting);
	const handing = await handingOf(context, waiting);
	const test = await lookAs(context, (inner) => findTest(inner.db, waiting.id));
	const carrier = carriers.find(({ channel }) => channel === test?.channel);
	const heard = handing && carrier ? await asked(carrier, handing) : gone;
	await hearOfTest(contextOf(base, waiting), { test: waiting.id, ...heard });
}

export const sendTests = (carriers: readonly Carrier[]): Chore => ({
	name: NAME,
	everySeconds: 1,
	run: async (base) => {
		const waiting = await inScope(base.db, system(NAME, RIGHTS), '', (sql) => listWaitingTests(sql, MOST));
		for (const one of waiting) await sendTest(base, carriers, one);
	}
});

/** A receipt of a word that somebody tried out. Answers whether it is of one. */
export async function hearTestReceipt(
	base: Omit<ChoreBase, 'clock'> & { now: Date },
	channel: Carrier['channel'],
	{ id, ref, said, why }: Receipt
): Promise<boolean> {
	const one = await inScope(base.db, system('notices.receipts', RIGHTS), '', (sql) =>
		findTestOfReceipt(sql, channel, id, ref)
	);
	if (!one) return false;
	const context = contextOf({ ...base, clock: () => base.now }, one);
	await hearOfTest(context, { test: one.id, said, ref, parts: null, fault: why?.slice(0, 120) ?? null });
	return true;
}
