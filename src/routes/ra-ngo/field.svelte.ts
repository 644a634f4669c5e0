import { version } from '$app/env';
import { sweepDrafts } from '#capabilities/field/drafts.browser.ts';
import { dayHere, doorsHere, saidOn } from '#capabilities/field/here.browser.ts';
import { sayAll as keepAll, type Word } from '#capabilities/field/outbox.browser.ts';
import { today, type TodayDoor } from '#capabilities/field/rules-today.ts';
import { readState } from '#capabilities/field/state.browser.ts';
import { countOf, openPhone, StoreRefusal, type Phone } from '#capabilities/field/store.browser.ts';
import { sync } from '#capabilities/field/sync.browser.ts';
import { bind, lock, makePhone, setPin, unlock, VaultRefusal } from '#capabilities/field/vault.browser.ts';
import { WireFault } from '#capabilities/field/wire.browser.ts';
import { paths } from '#web/paths.ts';
import { askedFor, askToBind, http } from './http.ts';
import { heedOf, unfitIn, type Heed, type Unfit } from './fit.ts';

/** Where a phone stands: it cannot carry the app, is nobody's, shows its digits, has no PIN, is locked, is open, was emptied. */
type Stage = 'opening' | 'unfit' | 'nobody' | 'digits' | 'first-pin' | 'locked' | 'open' | 'emptied';

const ASK_MS = 3000;
const SYNC_MS = 60_000;
/** So long does it stay open when nobody touches it. */
const LOCK_MS = 120_000;

/** What of a phone is shown. Only what stands here changes a page. */
const shown = $state({
	stage: 'opening' as Stage,
	unfit: null as Unfit | null,
	heed: null as Heed,
	/** Six digits to read to whoever leads the area. */
	digits: null as string | null,
	day: '',
	waiting: 0,
	box: 0,
	online: true,
	/** The app itself lies whole on this phone: it opens without a line. */
	kept: false,
	/** Why the last try did not do what it was to do: a code of the vault, the store or the wire. */
	fault: null as string | null
});
let doors = $state.raw<readonly TodayDoor[]>([]);
let areas = $state.raw<readonly string[]>([]);

let store: Phone | null = null;
let syncing: Promise<void> | null = null;
let locks: ReturnType<typeof setTimeout> | undefined;
/** When somebody last touched it. */
let touched = 0;

function phoneHere(): Phone {
	if (!store) throw new Error('the store is not open');
	return store;
}

/** Opens the store of this phone and finds out where it stands. */
async function open(): Promise<void> {
	const keeps = 'indexedDB' in globalThis && 'serviceWorker' in navigator && 'crypto' in globalThis;
	shown.unfit = unfitIn({ userAgent: navigator.userAgent, secure: isSecureContext, keeps });
	if (shown.unfit) return void (shown.stage = 'unfit');
	void keepApp();
	store = await openPhone({
		...{ name: 'ra-ngo', indexedDB, IDBKeyRange, clock: () => Date.now() },
		appVersion: version
	});
	shown.heed = await heedOf(navigator.storage);
	addEventListener('online', () => void syncNow());
	for (const touch of ['pointerdown', 'keydown']) addEventListener(touch, stay, { capture: true });
	document.addEventListener('visibilitychange', () => {
		if (document.visibilityState === 'visible' && Date.now() - touched > LOCK_MS) close();
	});
	setInterval(() => document.visibilityState === 'visible' && void syncNow(), SYNC_MS);
	await stand();
}

async function stand(): Promise<void> {
	const phone = phoneHere();
	const state = await readState(phone);
	await count();
	if (state.user === null) return void (state.phone === null ? (shown.stage = 'nobody') : await ask());
	shown.stage = (await phone.keys.get('lock')) ? 'locked' : 'first-pin';
	await syncNow();
}

/** Asks to be bound, shows the digits, and waits until somebody has typed them. */
async function ask(): Promise<void> {
	shown.fault = null;
	try {
		const made = await makePhone(phoneHere());
		await askToBind(made).catch((fault: unknown) => {
			// Whose it is already, it need not ask.
			if (!(fault instanceof WireFault && fault.code === 'refused')) throw fault;
		});
		shown.stage = 'digits';
		const user = await bound(made.phone);
		if (user === null) return void (shown.stage = 'nobody');
		await bind(phoneHere(), { user });
		await stand();
	} catch (fault) {
		shown.fault = codeOf(fault);
		shown.stage = 'nobody';
	}
}

/** Whose it is, once somebody has typed its digits; null where they ran out before. */
async function bound(phone: string): Promise<string | null> {
	for (;;) {
		const asked = await askedFor(phone);
		shown.digits = asked?.code ?? null;
		if (asked?.user) return asked.user;
		if (!asked?.code) return null;
		await new Promise((later) => setTimeout(later, ASK_MS));
	}
}

/** The first PIN, or the one that opens. A wrong one is said, and what lies here stays. */
async function enter(pin: string): Promise<void> {
	shown.fault = null;
	try {
		// The house lends its half of the key at the first contact.
		if (shown.stage === 'first-pin') await syncNow();
		await (shown.stage === 'first-pin' ? setPin(phoneHere(), pin) : unlock(phoneHere(), pin));
		[shown.stage, touched] = ['open', Date.now()];
		await refresh();
		stay();
		// One that is on its way was begun while it was locked, and takes no doors along.
		await syncing;
		await syncNow();
	} catch (fault) {
		shown.fault = codeOf(fault);
		if (fault instanceof VaultRefusal && (fault.code === 'pin-gone' || fault.code === 'pin-unset'))
			shown.stage = 'first-pin';
	}
}

/** Somebody touches it. Timers stand still in a pocket: whoever comes later than that finds it locked. */
function stay(): void {
	clearTimeout(locks);
	if (shown.stage !== 'open') return;
	if (Date.now() - touched > LOCK_MS) return close();
	touched = Date.now();
	locks = setTimeout(close, LOCK_MS);
}

/** Forgets the key: names and doors are gone from the screen, what waits goes on waiting. */
function close(): void {
	if (shown.stage !== 'open') return;
	lock(phoneHere());
	doors = [];
	shown.stage = 'locked';
}

/** Reads again what lies here. */
async function refresh(): Promise<void> {
	const phone = phoneHere();
	const { unlocked } = phone.memory;
	await count();
	if (!unlocked) return;
	shown.day = await dayHere(phone);
	const [here, said, state] = await Promise.all([
		doorsHere(phone, unlocked),
		saidOn(phone, shown.day),
		readState(phone)
	]);
	await sweepDrafts(phone, unlocked, here);
	// It was locked meanwhile: nothing is shown.
	if (phone.memory.unlocked !== unlocked) return;
	areas = state.areas.filter(({ gone }) => !gone).map(({ name }) => name);
	doors = today(here, shown.day, said);
}

async function count(): Promise<void> {
	shown.waiting = await countOf(phoneHere(), 'waiting');
	shown.box = await countOf(phoneHere(), 'box');
}

/** Keeps some words, all or none of them, and lets go of a draft with them. Answers whether they are on the disk; else why not (`fault`). */
async function sayAll(words: readonly Word[], over: string | null = null): Promise<boolean> {
	shown.fault = null;
	try {
		await keepAll(phoneHere(), words, over);
		return true;
	} catch (fault) {
		shown.fault = codeOf(fault);
		return false;
	} finally {
		await refresh().catch((fault: unknown) => (shown.fault = codeOf(fault)));
		void syncNow();
	}
}

/** Delivers and takes along, one at a time; without a line nothing happens. */
async function syncNow(): Promise<void> {
	syncing ??= syncOnce().finally(() => (syncing = null));
	await syncing;
}

async function syncOnce(): Promise<void> {
	const phone = phoneHere();
	const done = await sync(phone, http, phone.memory.unlocked).catch((fault: unknown) => ({
		...{ fault: codeOf(fault), wiped: false }
	}));
	shown.online = done.fault !== 'offline';
	if (done.fault === 'storage-full') shown.fault = 'storage-full';
	if (done.wiped) {
		clearTimeout(locks);
		[doors, areas] = [[], []];
		return void (shown.stage = 'emptied');
	}
	await refresh();
}

/** A code that a page has words for. */
const codeOf = (fault: unknown): string =>
	fault instanceof VaultRefusal || fault instanceof StoreRefusal || fault instanceof WireFault ? fault.code : 'fault';

/** Keeps the app itself on the phone; says so once all of it lies there. */
async function keepApp(): Promise<void> {
	await navigator.serviceWorker.register(`${paths.field.today}.sw.js`, { scope: paths.field.today });
	while (!(await caches.match(`${paths.field.today}.kept`)))
		await new Promise((later) => setTimeout(later, ASK_MS / 6));
	shown.kept = true;
}

/** The app of one phone: what of it is shown, and what is done about it. */
export const field = {
	shown,
	get doors() {
		return doors;
	},
	get areas() {
		return areas;
	},
	get phone() {
		return phoneHere();
	},
	...{ open, ask, enter, close, say: sayAll, sync: syncNow }
};
