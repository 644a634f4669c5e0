import { LentForms } from '#capabilities/cases/lent-forms.ts';
import {
	draftKey,
	draftRow,
	photoKey,
	readDraft,
	readPhoto,
	readSaved,
	savedKey,
	savedRow
} from '#capabilities/field/drafts.browser.ts';
import type { Draft, Saved } from '#capabilities/field/drafts.browser.ts';
import { fieldAtDoor } from '#capabilities/field/at-door.ts';
import { sayAll as keepAll, type Beside, type Word } from '#capabilities/field/outbox.browser.ts';
import type { SaidToday, TodayDoor } from '#capabilities/field/rules-today.ts';
import { readState } from '#capabilities/field/state.browser.ts';
import { lentHere } from '#capabilities/field/lent.browser.ts';
import { renewed, takenBack } from '#capabilities/field/taken-back.browser.ts';
import { visited, type Brought } from '#capabilities/field/visited.browser.ts';
import { codeOf, phoneHere, refresh, shown, syncNow } from './here.svelte.ts';

// What is said on this phone: on the disk first, then shown, then sent.

/** Keeps some words, all or none of them, with what goes and comes beside them. Answers whether they are on the disk; else why not (`fault`). */
export async function sayAll(words: readonly Word[], beside: Beside = {}): Promise<boolean> {
	shown.fault = null;
	try {
		await keepAll(phoneHere(), words, beside);
		return true;
	} catch (fault) {
		shown.fault = codeOf(fault);
		return false;
	} finally {
		await refresh().catch((fault: unknown) => (shown.fault = codeOf(fault)));
		void syncNow();
	}
}

/** What lies here beside a draft and goes with it. */
async function broughtOf({ files }: Draft): Promise<Brought> {
	const phone = phoneHere();
	const { unlocked } = phone.memory;
	if (!unlocked || files.length === 0) return { forms: null, photos: {} };
	const ids = files.flatMap(({ photos }) => photos);
	const photos = await Promise.all(ids.map(async (id) => [id, await readPhoto(phone, unlocked, id)] as const));
	return {
		forms: await lentHere(phone, unlocked, 'forms', LentForms),
		photos: Object.fromEntries(photos.flatMap(([id, bytes]) => (bytes === null ? [] : [[id, bytes]])))
	};
}

type Touched = { door: TodayDoor; draft: Draft };

/** Writes down how somebody stood at these doors. What was begun there is over, and can be taken back for the day. */
export async function finish(
	all: readonly Touched[],
	outcome: SaidToday['outcome'],
	minutes: number
): Promise<boolean> {
	const phone = phoneHere();
	const { unlocked } = phone.memory;
	const { user } = await readState(phone);
	if (!unlocked || user === null) return false;
	const ended = { outcome, minutes, day: shown.day, helper: user };
	const made = await Promise.all(
		all.map(async ({ door, draft }) => {
			const { words, saved } = visited(door, draft, ended, await broughtOf(draft));
			// What lay begun there comes back with it.
			const begun = draft.met.length > 0 ? null : await readDraft(phone, unlocked, door.id);
			return { words, saved: begun ? { ...saved, draft: begun } : saved };
		})
	);
	const kept = await sayAll(
		made.flatMap(({ words }) => words),
		{
			drop: all.flatMap(({ door, draft }) => [
				draftKey(door.id),
				...draft.files.flatMap(({ photos }) => photos.map(photoKey))
			]),
			put: await Promise.all(made.map(({ saved }) => savedRow(unlocked, saved)))
		}
	);
	if (kept) shown.undo = all.map(({ door }) => door.id);
	return kept;
}

/** What was written down at a door today and can be taken back; null where nothing was. */
export async function savedAt(household: string): Promise<Saved | null> {
	const phone = phoneHere();
	const { unlocked } = phone.memory;
	return unlocked && readSaved(phone, unlocked, household, shown.day);
}

/** Takes back what was written down at these doors; what was typed is a draft again. */
export async function takeBack(households: readonly string[]): Promise<boolean> {
	const { unlocked } = phoneHere().memory;
	const all = (await Promise.all(households.map(savedAt))).filter((one) => one !== null);
	if (!unlocked || all.length === 0) return false;
	// What was begun there since is newer than what comes back.
	const since = await Promise.all(all.map(({ draft }) => readDraft(phoneHere(), unlocked, draft.household)));
	const older = all.filter((_, n) => since[n] === null);
	const kept = await sayAll(all.flatMap(takenBack), {
		drop: all.map(({ draft }) => savedKey(draft.household)),
		put: await Promise.all(older.map((saved) => draftRow(unlocked, renewed(saved))))
	});
	if (kept) shown.undo = [];
	return kept;
}

/** Whoever lives behind a door that somebody opens here reads that it was; once a day. */
export function noteOpened({ id, people }: TodayDoor): void {
	const named = people.filter(({ name }) => name !== null).map((person) => person.id);
	const once = `${shown.day}|${id}`;
	if (named.length === 0 || opened.has(once)) return;
	opened.add(once);
	const word = {
		...{ command: fieldAtDoor.openDoor, input: { people: named } },
		about: { household: id, people: named, session: null }
	};
	void keepAll(phoneHere(), [word]).catch(() => opened.delete(once));
}
const opened = new Set<string>();

/** Says that a card is not true any more. */
export const reportCard = (card: string, version: number): Promise<boolean> =>
	sayAll([
		{
			command: fieldAtDoor.reportCard,
			input: { id: crypto.randomUUID(), card, version, words: null },
			about: { household: null, people: [], session: null }
		}
	]);
