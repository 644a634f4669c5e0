import { version } from '$app/env';
import { fieldAtDoor } from '#capabilities/field/at-door.ts';
import { said, sayAll } from '#capabilities/field/outbox.browser.ts';
import { openPractice } from '#capabilities/field/practice.browser.ts';
import { exercises, practised, type Exercise } from '#capabilities/field/rules-practice.ts';
import { readState } from '#capabilities/field/state.browser.ts';
import type { Phone } from '#capabilities/field/store.browser.ts';
import { holdPhone, phoneHere, refresh, shown, syncNow } from './here.svelte.ts';

// The hamlet in which somebody practises: the same pages over another store, until they go out of it, or the phone is locked.

type Took = { touches: number; seconds: number };
export const practice = $state({ on: false, took: {} as Partial<Record<Exercise, Took>> });

/** Somebody practises on this phone: after the app went it opens there again. */
const HERE = 'practising';
let real: Phone | null = null;
/** What was begun before the app went was there again. */
let found = false;
let touches = 0;
let since = 0;
const count = (): void => void touches++;
const anew = (): void => void ([touches, since] = [0, Date.now()]);

const ROW = 'practice';

export async function practise(): Promise<void> {
	const phone = phoneHere();
	const { name: _, ...device } = phone.device;
	const hamlet = await openPractice({ ...device, appVersion: version }, await readState(phone));
	const kept = await hamlet.state.get(ROW);
	practice.took = (kept?.value ?? {}) as typeof practice.took;
	real = phone;
	holdPhone(hamlet);
	await phone.state.put({ key: HERE, value: true });
	addEventListener('pointerdown', count, { capture: true });
	[practice.on, shown.undo] = [true, []];
	anew();
	await refresh();
}

/** Whether somebody was practising when the app went. */
export const wasPractising = async (): Promise<boolean> => (await phoneHere().state.get(HERE)) !== undefined;

/** Back to the phone of the day, at once. */
export function toReal(): void {
	if (!real) return;
	holdPhone(real);
	real = null;
	removeEventListener('pointerdown', count, { capture: true });
	[practice.on, shown.undo] = [false, []];
}

/** Out of it, and the day is shown; what has to go goes meanwhile, and takes nobody off the page that they opened since. */
export async function leave(): Promise<void> {
	toReal();
	await phoneHere().state.drop(HERE);
	await refresh();
	void syncNow();
}

export const noteFound = (): void => void (found = true);

/** What was done since, with how many touches and in how long. All five: whoever leads is told, by the real phone, before a page says so. */
export async function judge(): Promise<void> {
	const [day, hamlet] = [real, phoneHere()];
	if (!practice.on || !day) return;
	const done = practised((await said(hamlet)).lines, found || practice.took.power !== undefined);
	const news = exercises.filter((one) => done.has(one) && practice.took[one] === undefined);
	if (news.length === 0) return anew();
	const now = { touches, seconds: Math.round((Date.now() - since) / 1000) };
	const took = { ...$state.snapshot(practice.took), ...Object.fromEntries(news.map((one) => [one, now])) };
	anew();
	await hamlet.state.put({ key: ROW, value: took });
	if (exercises.every((one) => took[one]))
		await sayAll(day, [
			{
				...{ command: fieldAtDoor.notePractice, input: { exercises: exercises.length } },
				about: { household: null, people: [], session: null }
			}
		]);
	practice.took = took;
	// Whoever has gone out meanwhile waits for no minute to pass.
	void syncNow();
}
