import { pull, sayFarewell } from './pull.browser.ts';
import { KEEP_DAYS, KEEP_PHOTO_DAYS } from './protocol.ts';
import { push } from './push.browser.ts';
import { readState } from './state.browser.ts';
import { atOnce, countOf, countUnsent, settledBefore, StoreRefusal } from './store.browser.ts';
import type { Phone, Unlocked } from './store.browser.ts';
import { signingKey } from './vault.browser.ts';
import { WireFault } from './wire.browser.ts';
import type { Run, Summary, Wire } from './wire.browser.ts';

const DAY = 86_400_000;
/** A server that is restored again and again is left to the next sync. */
const MOST_ROUNDS = 5;

async function startRun(phone: Phone, wire: Wire, unlocked: Unlocked | null, onPage?: Run['onPage']): Promise<Run> {
	if ((await readState(phone)).user === null) throw new StoreRefusal('not-paired');
	const summary: Summary = {
		...{ pushed: 0, acknowledged: 0, pulled: 0, restored: false, wiped: false, waiting: 0, box: 0, fault: null }
	};
	const signing = await signingKey(phone);
	return {
		...(onPage ? { onPage } : {}),
		phone,
		wire,
		unlocked,
		signing,
		after: 0,
		size: Infinity,
		offline: 0,
		wipe: false,
		summary
	};
}

/** Delivers what can be delivered, as long as that brings anything on. */
async function deliver(run: Run): Promise<void> {
	for (let before = -1; run.summary.acknowledged > before && (await countOf(run.phone, 'waiting')) > 0;) {
		before = run.summary.acknowledged;
		run.after = 0;
		await push(run, 'waiting');
	}
	await pushLater(run);
}

/** Photos, once everything else has gone and come. */
async function pushLater(run: Run): Promise<void> {
	[run.after, run.offline] = [0, 0];
	await push(run, 'later');
}

/** A parted phone delivers, says farewell if somebody hears it, and is emptied. */
async function wipe(run: Run): Promise<void> {
	await deliver(run);
	if (await sayFarewell(run).catch(ifUnheard)) await deliver(run);
	await run.phone.disk.delete();
	run.phone.memory.unlocked = null;
	run.summary.wiped = true;
}

function ifUnheard(fault: unknown): false {
	if (fault instanceof WireFault || fault instanceof StoreRefusal) return false;
	throw fault;
}

/** What was acknowledged so long ago that no backup is older goes. The days are counted by the server's clock alone. */
async function sweep(phone: Phone): Promise<void> {
	const { told } = await readState(phone);
	if (!told) return;
	await phone.outbox.dropAll(settledBefore('done', told.serverTime - KEEP_DAYS * DAY));
	await phone.outbox.dropAll(settledBefore('laid', told.serverTime - KEEP_PHOTO_DAYS * DAY));
}

/** What is heavy, and what has lain here long enough. */
async function rest(run: Run): Promise<void> {
	await pushLater(run);
	await sweep(run.phone);
}

/** Up, then down; up again where the server turned out to be restored or to part with this phone. */
async function rounds(run: Run): Promise<void> {
	for (let round = 0; round < MOST_ROUNDS; round++) {
		await push(run, 'waiting');
		if (run.wipe) return wipe(run);
		if (await pull(run)) return rest(run);
		if (run.wipe) return wipe(run);
		run.after = 0;
	}
}

/**
 * Brings a phone and the server together: all that waits goes up, then, where the phone is unlocked, all that changed comes down.
 * It may be stopped anywhere; the next one goes on. Without a server, or without room on the disk, it ends early and says so
 * (`fault`). After each page of what came, `onPage`: the first is enough to begin with. Refuses `not-paired`.
 */
export async function sync(
	phone: Phone,
	wire: Wire,
	unlocked: Unlocked | null,
	onPage?: Run['onPage']
): Promise<Summary> {
	const run = await startRun(phone, wire, unlocked, onPage);
	const { summary } = run;
	try {
		await rounds(run);
	} catch (fault) {
		if (!(fault instanceof WireFault || fault instanceof StoreRefusal)) throw fault;
		summary.fault = fault.code;
	}
	if (summary.wiped) return summary;
	const [waiting, box] = await atOnce(phone, 'r', ['outbox'], async (tables) => [
		await countUnsent(tables),
		await countOf(tables, 'box')
	]);
	return { ...summary, waiting: waiting ?? 0, box: box ?? 0 };
}
