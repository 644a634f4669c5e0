import { version } from '$app/env';
import { LOW_BATTERY, restMs } from '#capabilities/field/rules-thrift.ts';
import { readState } from '#capabilities/field/state.browser.ts';
import { openPhone } from '#capabilities/field/store.browser.ts';
import {
	bind,
	keyHere,
	lock,
	makePhone,
	setPin,
	unlock,
	unlockByKey,
	VaultRefusal
} from '#capabilities/field/vault.browser.ts';
import { WireFault } from '#capabilities/field/wire.browser.ts';
import { fieldPaths } from '#web/field-paths.ts';
import { askKey } from './ask-key.ts';
import { cardVoices } from './card-words.ts';
import { heedOf, unfitIn } from './fit.ts';
import { codeOf, count, here, hide, holdPhone, nowHere, phoneHere, refresh, shown, syncNow } from './here.svelte.ts';
import { askedFor, askToBind } from './http.ts';
import { arrivedOf, comeHome, raiseAlarm, setOut, stayLonger } from './outing.ts';
import { practise, toReal, wasPractising } from './practice.svelte.ts';
import { finish, noteOpened, reportCard, savedAt, sayAll, takeBack } from './say.svelte.ts';

const clock = new Intl.DateTimeFormat('vi', { timeZone: 'Asia/Ho_Chi_Minh', timeStyle: 'short' });
const ASK_MS = 3000;
/** So long does it stay open when nobody touches it. */
const LOCK_MS = 120_000;

let locks: ReturnType<typeof setTimeout> | undefined;
/** When somebody last touched it. */
let touched = 0;

/** Opens the store of this phone and finds out where it stands. */
async function open(): Promise<void> {
	const keeps = 'indexedDB' in globalThis && 'serviceWorker' in navigator && 'crypto' in globalThis;
	shown.unfit = unfitIn({ userAgent: navigator.userAgent, secure: isSecureContext, keeps });
	if (shown.unfit) return void (shown.stage = 'unfit');
	void keepApp();
	holdPhone(
		await openPhone({
			...{ name: 'ra-ngo', indexedDB, clock: () => Date.now(), onGone: () => location.reload() },
			appVersion: version
		})
	);
	shown.heed = await heedOf(navigator.storage);
	addEventListener('online', () => void syncNow());
	for (const touch of ['pointerdown', 'keydown']) addEventListener(touch, stay, { capture: true });
	document.addEventListener('visibilitychange', () => {
		if (document.visibilityState === 'visible' && Date.now() - touched > LOCK_MS) close();
	});
	void keepAsking();
	await stand();
}

/** Asks the house again and again while the app is seen, as seldom as its battery and its line want it. */
async function keepAsking(inVain = 0): Promise<void> {
	const rest = restMs({ inVain, waiting: shown.waiting, spare: savesBytes() || (await hasLowBattery()) });
	setTimeout(async () => {
		if (document.visibilityState === 'visible') await syncNow();
		void keepAsking(shown.online ? 0 : inVain + 1);
	}, rest);
}

async function hasLowBattery(): Promise<boolean> {
	const ask = (navigator as { getBattery?: () => Promise<{ charging: boolean; level: number }> }).getBattery;
	const battery = await ask?.call(navigator).catch(() => null);
	return battery ? !battery.charging && battery.level < LOW_BATTERY : false;
}

/** Whoever pays for every byte has told the phone so. */
function savesBytes(): boolean {
	const line: unknown = 'connection' in navigator ? navigator.connection : null;
	return typeof line === 'object' && line !== null && 'saveData' in line && line.saveData === true;
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

/** The first PIN, the one that opens, or the phone's own passkey (null). A wrong one is said, and what lies here stays. */
async function enter(pin: string | null): Promise<void> {
	shown.fault = null;
	try {
		// The house lends its half of the key at the first contact.
		if (shown.stage === 'first-pin') await syncNow();
		if (pin === null) await unlockByKey(phoneHere(), askKey);
		else await (shown.stage === 'first-pin' ? setPin(phoneHere(), pin) : unlock(phoneHere(), pin));
		// Whoever was practising when the app went finds it as it was.
		if (await wasPractising()) await practise();
		[shown.stage, touched] = ['open', Date.now()];
		await refresh();
		stay();
		// One that is on its way was begun while it was locked, and takes no doors along: it runs once more.
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
	toReal();
	lock(phoneHere());
	hide();
	shown.stage = 'locked';
}

/** Keeps the app itself on the phone; says so once all of it lies there. */
async function keepApp(): Promise<void> {
	await navigator.serviceWorker.register(`${fieldPaths.today}.sw.js`, { scope: fieldPaths.today });
	while (!(await caches.match(`${fieldPaths.today}.kept`))) await new Promise((later) => setTimeout(later, ASK_MS / 6));
	shown.kept = true;
	await keepVoices();
}

/** What cards say aloud comes after the app, one by one, and not where somebody pays for every byte. */
async function keepVoices(): Promise<void> {
	if (savesBytes()) return;
	for (const address of cardVoices()) await fetch(address).catch(() => null);
}

/** The app of one phone: what of it is shown, and what is done about it. */
export const field = {
	shown,
	get doors() {
		return here.doors;
	},
	get areas() {
		return here.areas;
	},
	get texts() {
		return here.texts;
	},
	get greetings() {
		return here.greetings;
	},
	get mates() {
		return here.mates;
	},
	get badge() {
		return here.badge;
	},
	get forms() {
		return here.forms;
	},
	/** Whether whoever holds it stands or helps in a class: its pages are fetched for nobody else. */
	get teaches(): boolean {
		return here.kept.state !== null && 'rolls' in here.kept.state.lent;
	},
	get kept() {
		return here.kept;
	},
	now: nowHere,
	timeOf: (at: number): string => clock.format(at),
	get phone() {
		return phoneHere();
	},
	hasKey: async (): Promise<boolean> => (await keyHere(phoneHere())) !== null,
	...{
		open,
		ask,
		enter,
		close,
		say: sayAll,
		sync: syncNow,
		finish,
		savedAt,
		takeBack,
		noteOpened,
		reportCard
	},
	...{ setOut, stayLonger, comeHome, raiseAlarm, arrivedOf }
};
