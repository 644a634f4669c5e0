import { LentBadge } from '#capabilities/badges/lent-badge.ts';
import { LentForms } from '#capabilities/cases/lent-forms.ts';
import { sweepDrafts } from '#capabilities/field/drafts.browser.ts';
import { corrected } from '#capabilities/field/corrected.browser.ts';
import { dayHere, doorsHere, saidOn } from '#capabilities/field/here.browser.ts';
import { wordsWaiting } from '#capabilities/field/looks.browser.ts';
import { lentHere } from '#capabilities/field/lent.browser.ts';
import { said as saidLines, type Said } from '#capabilities/field/outbox.browser.ts';
import { today, type TodayDoor } from '#capabilities/field/rules-today.ts';
import { isPractice, PRACTICE } from '#capabilities/field/practice.browser.ts';
import { readState, type State } from '#capabilities/field/state.browser.ts';
import { countOf, StoreRefusal, type Phone } from '#capabilities/field/store.browser.ts';
import { sync } from '#capabilities/field/sync.browser.ts';
import { Mates, type Mate } from '#capabilities/field/taken.ts';
import { VaultRefusal } from '#capabilities/field/vault.browser.ts';
import { WireFault } from '#capabilities/field/wire.browser.ts';
import type { Heed, Unfit } from './fit.ts';
import { http } from './http.ts';

// The phone that is open in this page: what of it is shown, read again after each word and each contact.

/** Where a phone stands: it cannot carry the app, is nobody's, shows its digits, has no PIN, is locked, is open, was emptied. */
export type Stage = 'opening' | 'unfit' | 'nobody' | 'digits' | 'first-pin' | 'locked' | 'open' | 'emptied';

/** What of a phone is shown. Only what stands here changes a page. */
export const shown = $state({
	stage: 'opening' as Stage,
	unfit: null as Unfit | null,
	heed: null as Heed,
	/** Six digits to read to whoever leads the area. */
	digits: null as string | null,
	day: '',
	waiting: 0,
	box: 0,
	online: true,
	/** By when whoever holds this phone will have said that they are safe; null: nobody waits for that. */
	outing: null as State['outing'],
	/** The house came from a backup lately: since when, and how much this phone has said again. */
	anew: null as State['anew'],
	/** Doors that were written down just now, and can be taken back by one touch. */
	undo: [] as readonly string[],
	/** The app itself lies whole on this phone: it opens without a line. */
	kept: false,
	/** Why the last try did not do what it was to do: a code of the vault, the store or the wire. */
	fault: null as string | null
});
let doors = $state.raw<readonly TodayDoor[]>([]);
let areas = $state.raw<readonly string[]>([]);
/** What is said to everybody: the words in force by which somebody is asked, and what is said first at a door. */
let told = $state.raw<Pick<State, 'texts' | 'greetings'>>({ texts: [], greetings: [] });
/** What the rooms lend whoever holds this phone: who else goes there, their own badge, and the forms that can be written at a door. */
type Lent = { mates: readonly Mate[]; badge: LentBadge | null; forms: LentForms | null };
const nothing: Lent = { mates: [], badge: null, forms: null };
/** What was said here and is kept, and where the phone stands: what few pages read of it they read by themselves. */
let kept = $state.raw<{ lines: readonly Said[]; state: State | null }>({ lines: [], state: null });
let lent = $state.raw(nothing);

let store: Phone | null = null;
let syncing: Promise<void> | null = null;
/** It was asked for once more while it ran: what was said meanwhile goes too. */
let again = false;

/** How far this clock is ahead of the house's, in milliseconds. */
let ahead = 0;
/** The house's time as well as the phone knows it. */
export const nowHere = (): number => Date.now() - ahead;

/** The phone; a page asks for it once its store is open. */
export function phoneHere(): Phone {
	if (!store) throw new Error('the store is not open');
	return store;
}

export const holdPhone = (phone: Phone): Phone => (store = phone);

/** What lies here and is shown while it is open. */
export const here = {
	get doors() {
		return doors;
	},
	get areas() {
		return areas;
	},
	get texts() {
		return told.texts;
	},
	get greetings() {
		return told.greetings;
	},
	get mates() {
		return lent.mates;
	},
	get badge() {
		return lent.badge;
	},
	get forms() {
		return lent.forms;
	},
	get kept() {
		return kept;
	}
};
/** Names and doors are gone from the screen. */
export function hide(): void {
	[doors, areas, lent, kept] = [[], [], nothing, { lines: [], state: null }];
	shown.undo = [];
}

/** Reads again what lies here. */
export async function refresh(): Promise<void> {
	const phone = phoneHere();
	const { unlocked } = phone.memory;
	await count();
	if (!unlocked) return;
	shown.day = await dayHere(phone);
	const [lying, { lines }, state, mates, badge, forms] = await Promise.all([
		doorsHere(phone, unlocked),
		saidLines(phone),
		readState(phone),
		lentHere(phone, unlocked, 'mates', Mates),
		lentHere(phone, unlocked, 'badge', LentBadge),
		lentHere(phone, unlocked, 'forms', LentForms)
	]);
	await sweepDrafts(phone, unlocked, lying, shown.day);
	// It was locked meanwhile: nothing is shown.
	if (phone.memory.unlocked !== unlocked) return;
	areas = state.areas.filter(({ gone }) => !gone).map(({ name }) => name);
	told = { texts: state.texts, greetings: state.greetings };
	lent = { mates: mates?.mates ?? [], badge, forms };
	kept = { lines, state };
	doors = today(corrected(lying, lines, state), shown.day, saidOn(lines, shown.day));
}

/** So long it is told that the house came from a backup. */
const ANEW_MS = 7 * 86_400_000;

export async function count(): Promise<void> {
	shown.waiting = await wordsWaiting(phoneHere());
	const state = await readState(phoneHere());
	[shown.outing, ahead] = [state.outing, state.told?.skewMs ?? 0];
	shown.anew = state.anew && nowHere() - state.anew.at < ANEW_MS ? state.anew : null;
	shown.box = await countOf(phoneHere(), 'box');
}

/** Delivers and takes along, one at a time; without a line nothing happens. */
export async function syncNow(): Promise<void> {
	again = syncing !== null;
	syncing ??= untilQuiet().finally(() => (syncing = null));
	await syncing;
}

async function untilQuiet(): Promise<void> {
	do {
		again = false;
		await syncOnce();
	} while (again);
}

async function syncOnce(): Promise<void> {
	const phone = phoneHere();
	if (isPractice(phone)) return;
	const done = await sync(phone, http, phone.memory.unlocked, firstPage).catch((fault: unknown) => ({
		...{ fault: codeOf(fault), wiped: false }
	}));
	shown.online = done.fault !== 'offline';
	if (done.fault === 'storage-full') shown.fault = 'storage-full';
	if (done.wiped) {
		hide();
		phone.device.indexedDB.deleteDatabase(PRACTICE);
		return void (shown.stage = 'emptied');
	}
	await refresh();
}

/** Whoever has no door yet begins with the first that come. */
const firstPage = async (): Promise<void> => (doors.length === 0 ? refresh() : undefined);

/** A code that a page has words for. */
export const codeOf = (fault: unknown): string =>
	fault instanceof VaultRefusal || fault instanceof StoreRefusal || fault instanceof WireFault ? fault.code : 'fault';
