import { forgottenOf, hasToSettle, settled, waitingIn } from './emptying.browser.ts';
import { heldOf } from './lent.browser.ts';
import { PullAnswer } from './protocol.ts';
import { receive } from './receive.browser.ts';
import type { Asked, Taken } from './receive.browser.ts';
import { differing, hashesOf } from './self-check.browser.ts';
import { readState, saveState } from './state.browser.ts';
import type { State } from './state.browser.ts';
import { atOnce, countUnsent, standing as standingOf } from './store.browser.ts';
import type { Phone, Unlocked } from './store.browser.ts';
import { contactOf, exchange, WireFault } from './wire.browser.ts';
import type { Run } from './wire.browser.ts';

/** As many ids as a pull reports at once. */
const MOST_REPORTED = 500;
/** As often in one sync is an area compared: what changes all the time waits for the next. */
const MOST_CHECKS = 2;

type Question = { area: string | null; check?: string | null; repair?: readonly number[]; waiting?: number };
type Heard = { taken: Taken; answer: PullAnswer };

/** What had to wait for a push goes before a pull, so that this pull can say so. */
const settle = (phone: Phone): Promise<void> =>
	atOnce(phone, 'rw', ['state', 'rows', 'outbox'], async (tables) => {
		const state = await readState(tables);
		await saveState(tables, state, await settled(tables, state));
	});

/** Where the phone stands, and what it has to report. */
const standing = (phone: Phone) =>
	atOnce(phone, 'r', ['state', 'outbox'], async (tables) => {
		const state = await readState(tables);
		const forgotten = await forgottenOf(tables, state.erased);
		return { state, forgotten, waiting: await countUnsent(tables) };
	});

async function ask(run: Run, { area, check = null, repair, ...saying }: Question): Promise<Heard> {
	const { state, waiting, ...reports } = await standing(run.phone);
	const cursor = state.areas.find(({ id }) => id === area)?.cursor ?? 0;
	const left = state.left.slice(0, MOST_REPORTED);
	const forgotten = reports.forgotten.slice(0, MOST_REPORTED);
	const asked: Asked = { area, cursor, repair: repair ?? null, left, forgotten };
	const body = {
		...contactOf(run.phone, state, saying.waiting ?? waiting),
		...asked,
		lent: heldOf(state, run.unlocked),
		check,
		serverEpoch: state.told?.serverEpoch ?? 0
	};
	const { answer, told } = await exchange(run, run.wire.pull, PullAnswer, JSON.stringify(body));
	const taken = await receive(run.phone, run.unlocked, asked, answer, told);
	run.wipe = answer.wipe;
	run.summary.restored ||= taken === 'restored';
	if (taken !== 'taken' || area === null) return { taken, answer };
	run.summary.pulled += answer.changes.length;
	if (answer.changes.length > 0) await run.onPage?.();
	// More of the same for ever is no answer.
	if (answer.more && !repair && answer.cursor === cursor) throw new WireFault('refused');
	return { taken, answer };
}

/** Not where the server was restored or parts with this phone: a push comes first. */
const mayGoOn = ({ taken, answer }: Heard): boolean => taken !== 'restored' && !answer.wipe;

/** Whether an area can be compared: something of it was heard, and nothing of it is on its way up or out. */
const isQuiet = ({ phone }: Run, area: string, heard: boolean): Promise<boolean> =>
	atOnce(phone, 'r', ['state', 'outbox'], async (tables) => {
		const { leaves, areas } = await readState(tables);
		const hasCursor = areas.some(({ id, cursor }) => id === area && cursor > 0);
		return (heard || hasCursor) && leaves.length === 0 && (await waitingIn(tables, area)) === 0;
	});

/** The hashes to compare by; null where it is not the time. */
const comparable = async (run: Run, area: string, unlocked: Unlocked, heard: boolean) =>
	(await isQuiet(run, area, heard)) ? hashesOf(run.phone, area, unlocked) : null;

/**
 * Pulls an area to its end and compares it once. The whole hash goes with the first question: where nothing changed, one request is
 * all. Where something came, the comparison means nothing and is made again after it. Answers whether the sync may go on.
 */
async function pullArea(run: Run, area: string, unlocked: Unlocked): Promise<boolean> {
	let checks = 0;
	let more = false;
	for (let heard = false; ; heard = true) {
		const hashes = more || checks >= MOST_CHECKS ? null : await comparable(run, area, unlocked, heard);
		if (heard && !more && !hashes) return true;
		const { taken, answer } = await ask(run, { area, check: hashes?.whole ?? null });
		if (!mayGoOn({ taken, answer })) return false;
		if (taken === 'stale' || !answer.areas.some(({ id }) => id === area)) return true;
		more = answer.more;
		checks += hashes ? 1 : 0;
		const same = !more && answer.changes.length === 0;
		if (hashes && same) return repaired(run, area, answer.buckets, hashes.buckets);
	}
}

async function repaired(run: Run, area: string, there: readonly string[] | null, here: readonly string[]) {
	const repair = there ? differing(here, there) : [];
	if (repair.length === 0) return true;
	return mayGoOn(await ask(run, { area, repair }));
}

/** Asks without an area: which there are, and the server's half of the key. */
const askAreas = async (run: Run): Promise<boolean> => mayGoOn(await ask(run, { area: null }));

/** The last word of a phone that is parted: how much of it never arrived. Answers whether the server was restored just now. */
export async function sayFarewell(run: Run): Promise<boolean> {
	const all = await run.phone.outbox.all(standingOf('waiting'));
	const waiting = all.filter(({ tries }) => tries === 0).length;
	return (await ask(run, { area: null, waiting })).taken === 'restored';
}

const nextArea = ({ areas }: State, done: ReadonlySet<string>) => areas.find(({ id, gone }) => !gone && !done.has(id));

/**
 * Brings all that changed. A locked phone asks without an area: it gets its half of the key, and hears that it was parted. Answers
 * false where the server was restored or the phone is to be emptied: then a push comes first.
 */
export async function pull(run: Run): Promise<boolean> {
	const { phone, unlocked } = run;
	const done = new Set<string>();
	const before = await readState(phone);
	if (hasToSettle(before)) await settle(phone);
	let area = nextArea(before, done);
	if (!unlocked || !area) {
		if (!(await askAreas(run))) return false;
		area = nextArea(await readState(phone), done);
	}
	while (unlocked && area) {
		if (!(await pullArea(run, area.id, unlocked))) return false;
		done.add(area.id);
		area = nextArea(await readState(phone), done);
	}
	const { state, forgotten } = await standing(phone);
	return state.left.length + forgotten.length > 0 ? askAreas(run) : true;
}
