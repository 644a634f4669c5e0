import * as v from 'valibot';
import type { Bytes } from './bytes.ts';
import type { Phone, Unlocked } from './store.browser.ts';

// What somebody had begun to touch at a door and not saved: it lies here sealed, and goes with the door or with whoever it is about.

const Draft = v.object({
	household: v.string(),
	met: v.array(v.string()),
	shown: v.array(v.string()),
	how: v.record(v.string(), v.string()),
	asked: v.array(v.string()),
	promise: v.string(),
	/** When somebody came in, in milliseconds. */
	began: v.number()
});
export type Draft = v.InferOutput<typeof Draft>;

const PREFIX = 'draft|';
/** Under what a draft of a door lies in the phone's state. */
export const draftKey = (household: string): string => PREFIX + household;

/** Keeps a draft; the one before it of the same door goes. */
export async function keepDraft(phone: Phone, unlocked: Unlocked, draft: Draft): Promise<void> {
	const key = draftKey(draft.household);
	await phone.state.put({ key, value: await unlocked.seal(JSON.stringify(draft), key) });
}

/** All of them. It takes part in a transaction that is open around it. */
export const dropDrafts = async (phone: Phone): Promise<void> =>
	void (await phone.state.where('key').startsWith(PREFIX).delete());

async function opened(unlocked: Unlocked, { key, value }: { key: string; value: unknown }): Promise<Draft | null> {
	if (!(value instanceof Uint8Array)) return null;
	const text = await unlocked.open(value as Bytes, key).catch(() => null);
	const read = text === null ? null : v.safeParse(Draft, JSON.parse(text));
	return read?.success ? read.output : null;
}

/** What was begun at a door; null where nothing was. */
export async function readDraft(phone: Phone, unlocked: Unlocked, household: string): Promise<Draft | null> {
	const row = await phone.state.get(draftKey(household));
	return row ? opened(unlocked, row) : null;
}

type Standing = { id: string; people: readonly { id: string }[] };

/** Drops drafts of doors that are not here any more, those about somebody who is not, and those that no key opens. */
export async function sweepDrafts(phone: Phone, unlocked: Unlocked, doors: readonly Standing[]): Promise<void> {
	const here = new Map(doors.map(({ id, people }) => [id, new Set(people.map((person) => person.id))]));
	for (const row of await phone.state.where('key').startsWith(PREFIX).toArray()) {
		const draft = await opened(unlocked, row);
		const people = draft && here.get(draft.household);
		if (!draft || !people || draft.met.some((person) => !people.has(person))) await phone.state.delete(row.key);
	}
}
