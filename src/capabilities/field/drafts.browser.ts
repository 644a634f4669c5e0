import * as v from 'valibot';
import { DoorFile } from '#capabilities/cases/door-file.ts';
import type { Bytes } from './bytes.ts';
import type { StateRow } from './state.browser.ts';
import { keyed } from './store.browser.ts';
import type { Phone, Tables, Unlocked } from './store.browser.ts';

// What somebody had begun to touch at a door and not saved: it lies here sealed, and goes with the door or with whoever it is about. What
// was saved lies here a day longer, so that a mistake is taken back with all that was typed.

const optional = <S extends v.GenericSchema>(shape: S, otherwise: v.InferInput<S>) => v.optional(shape, otherwise);

/** An answer to whether something may be done, as it was said at a door. `knew` is the answer that the phone knew before. */
const SaidConsent = v.object({
	person: v.string(),
	purpose: v.string(),
	version: v.number(),
	answer: v.picklist(['given', 'refused', 'withdrawn']),
	knew: v.nullable(v.string())
});
/** Five answers about an e-ID; those that are not given yet are left out. */
const SaidTriage = v.record(v.string(), v.string());

const SaidBack = v.object({ card: v.string(), version: v.number(), said: v.string(), did: v.string() });

/** Somebody who lives there and is in no list: as they said it. */
const Added = v.object({ id: v.string(), name: v.string(), year: v.nullable(v.number()), relation: v.string() });
export type Added = v.InferOutput<typeof Added>;

const Draft = v.object({
	household: v.string(),
	met: v.array(v.string()),
	added: optional(v.array(Added), []),
	/** Who is the head of a house that has none; '' is not asked. */
	head: optional(v.string(), ''),
	/** About whom it is what was shown and is needed, where several were met. */
	whose: optional(v.string(), ''),
	shown: v.array(v.string()),
	how: v.record(v.string(), v.string()),
	/** By topic: after which card, what was said back and done again; '' is not seen yet. */
	back: optional(v.record(v.string(), SaidBack), {}),
	/** After how many days somebody asks whether they do it alone; '' is never. */
	again: optional(v.string(), ''),
	asked: v.array(v.string()),
	notes: optional(v.record(v.string(), v.string()), {}),
	promise: v.string(),
	consents: optional(v.array(SaidConsent), []),
	/** By person. */
	triage: optional(v.record(v.string(), SaidTriage), {}),
	helps: optional(v.record(v.string(), v.array(v.string())), {}),
	/** Files that are written at this table, one for a person. */
	files: optional(v.array(DoorFile), []),
	/** The number of the paper that is left on the table, as it was typed. */
	slip: optional(v.string(), ''),
	/** When somebody came in, in milliseconds. */
	began: v.number()
});
export type Draft = v.InferOutput<typeof Draft>;

export const emptyDraft = (household: string, began: number): Draft => ({
	...{
		household,
		began,
		met: [],
		whose: '',
		shown: [],
		how: {},
		back: {},
		again: '',
		asked: [],
		notes: {},
		promise: ''
	},
	...{ consents: [], triage: {}, helps: {}, files: [], added: [], head: '', slip: '' }
});

/** Whether anything was touched. */
export const isBegun = ({ met, added, head, shown, asked, consents, triage, helps, files, slip }: Draft): boolean =>
	head + slip !== '' ||
	met.length +
		added.length +
		shown.length +
		asked.length +
		consents.length +
		files.length +
		Object.keys(triage).length +
		Object.keys(helps).length >
		0;

/** Whoever has answered something was met. */
export const answeredIn = ({ consents, triage, helps, files }: Draft): string[] => [
	...new Set([...[...consents, ...files].map(({ person }) => person), ...Object.keys(triage), ...Object.keys(helps)])
];

/** Everybody of whom a draft speaks and who is in a list. */
const peopleIn = ({ met, added, ...draft }: Draft): string[] => {
	const owners = draft.files.map(({ owner }) => owner);
	const all = new Set([...met, ...owners, ...answeredIn({ met, added, ...draft })]);
	return [...all].filter((person) => !added.some(({ id }) => id === person));
};

/** A visit that was saved here: what was typed, and what takes it back. */
const Saved = v.object({
	draft: Draft,
	/** The day on which it was saved (`yyyy-mm-dd`). */
	day: v.string(),
	outcome: v.string(),
	visit: v.string(),
	/** The operation that said so. */
	operation: v.string(),
	needs: v.array(v.string()),
	/** Each yes that was given in it: whose, its id, and the operation that said so. */
	given: v.array(v.object({ person: v.string(), consent: v.string(), operation: v.string() })),
	/** Who came into this house with it, out of no list, and the operation that said so. */
	joined: optional(v.array(v.object({ person: v.string(), operation: v.string() })), []),
	/** Each file that was written in it, and the operation that said so. */
	filed: optional(v.array(v.object({ file: v.string(), person: v.string(), operation: v.string() })), []),
	/** How a need stood that was open already and was promised for. */
	planned: optional(
		v.nullable(
			v.object({
				need: v.string(),
				person: v.string(),
				plan: v.nullable(v.string()),
				promisedOn: v.nullable(v.string())
			})
		),
		null
	),
	/** How to help whom, before and after. */
	helped: v.array(v.object({ person: v.string(), was: v.array(v.string()), now: v.array(v.string()) }))
});
export type Saved = v.InferOutput<typeof Saved>;

const DRAFT = 'draft|';
const PHOTO = 'photo|';
const SAVED = 'saved|';
/** Under what a draft of a door lies in the phone's state. */
export const draftKey = (household: string): string => DRAFT + household;
export const savedKey = (household: string): string => SAVED + household;

const sealed = async (unlocked: Unlocked, key: string, what: unknown): Promise<StateRow> => ({
	key,
	value: await unlocked.seal(JSON.stringify(what), key)
});
export const draftRow = (unlocked: Unlocked, draft: Draft): Promise<StateRow> =>
	sealed(unlocked, draftKey(draft.household), draft);
export const savedRow = (unlocked: Unlocked, saved: Saved): Promise<StateRow> =>
	sealed(unlocked, savedKey(saved.draft.household), saved);

/** Under what a photo of a draft lies: it is written once, and not with each touch. */
export const photoKey = (id: string): string => PHOTO + id;
/** Keeps a photo (JPEG, base64) together with the draft that names it. */
export async function keepPhoto(
	phone: Phone,
	unlocked: Unlocked,
	draft: Draft,
	photo: { id: string; bytes: string }
): Promise<void> {
	await phone.state.put(await sealed(unlocked, photoKey(photo.id), photo.bytes), await draftRow(unlocked, draft));
}

/** A photo as it was kept; null where it is gone. */
export const readPhoto = async (phone: Phone, unlocked: Unlocked, id: string): Promise<string | null> =>
	opened(unlocked, v.string(), await phone.state.get(photoKey(id)));

/** Keeps a draft; the one before it of the same door goes. */
export async function keepDraft(phone: Phone, unlocked: Unlocked, draft: Draft): Promise<void> {
	await phone.state.put(await draftRow(unlocked, draft));
}

/** What was unticked to the last is no draft. */
export const dropDraft = ({ state }: Pick<Tables, 'state'>, household: string): Promise<void> =>
	state.drop(draftKey(household));

/** All of them with their photos, and what was saved. It takes part in a transaction that is open around it. */
export async function dropDrafts({ state }: Pick<Tables, 'state'>): Promise<void> {
	for (const kind of [DRAFT, SAVED, PHOTO]) await state.dropAll(keyed(kind));
}

async function opened<S extends v.GenericSchema>(
	unlocked: Unlocked,
	shape: S,
	row: StateRow | undefined
): Promise<v.InferOutput<S> | null> {
	if (!(row?.value instanceof Uint8Array)) return null;
	const text = await unlocked.open(row.value as Bytes, row.key).catch(() => null);
	const read = text === null ? null : v.safeParse(shape, JSON.parse(text));
	return read?.success ? read.output : null;
}

/** What was begun at a door; null where nothing was. */
export const readDraft = async (phone: Phone, unlocked: Unlocked, household: string): Promise<Draft | null> =>
	opened(unlocked, Draft, await phone.state.get(draftKey(household)));

/** What was saved at a door and can be taken back; null where nothing was, or not on this day. */
export async function readSaved(
	phone: Phone,
	unlocked: Unlocked,
	household: string,
	day: string
): Promise<Saved | null> {
	const saved = await opened(unlocked, Saved, await phone.state.get(savedKey(household)));
	return saved?.day === day ? saved : null;
}

type Standing = { id: string; people: readonly { id: string }[] };

/**
 * Drops drafts, and what was saved on another day, of doors that are not here any more, about somebody who is not, and those that no key
 * opens; and photos that no draft names.
 */
export async function sweepDrafts(
	phone: Phone,
	unlocked: Unlocked,
	doors: readonly Standing[],
	day: string
): Promise<void> {
	// Looked for before the drafts: a photo that comes meanwhile is not among them, and stays.
	const photos = (await phone.state.all(keyed(PHOTO))).map(({ key }) => key);
	const named = new Set<string>();
	const here = new Map(doors.map(({ id, people }) => [id, new Set(people.map((person) => person.id))]));
	for (const row of [...(await phone.state.all(keyed(DRAFT))), ...(await phone.state.all(keyed(SAVED)))]) {
		const saved = row.key.startsWith(SAVED) ? await opened(unlocked, Saved, row) : null;
		const draft = saved ? saved.draft : await opened(unlocked, Draft, row);
		const people = draft && here.get(draft.household);
		const stays = draft && people && peopleIn(draft).every((person) => people.has(person));
		if (!stays || (saved && saved.day !== day)) await phone.state.drop(row.key);
		else draft.files.flatMap((file) => file.photos).forEach((photo) => named.add(photoKey(photo)));
	}
	await phone.state.drop(...photos.filter((key) => !named.has(key)));
}
