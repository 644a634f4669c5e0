import { createContext } from 'svelte';
import {
	answeredIn,
	dropDraft,
	emptyDraft,
	isBegun,
	keepDraft,
	keepPhoto,
	readDraft,
	readPhoto,
	type Added,
	type Draft
} from '#capabilities/field/drafts.browser.ts';
import type { TodayDoor } from '#capabilities/field/rules-today.ts';
import type { TakenPerson } from '#capabilities/field/taken.ts';
import { aboutWhom } from '#capabilities/field/visited.browser.ts';
import { field } from './field.svelte.ts';
import { noteFound } from './practice.svelte.ts';

/** A visit is not as long as the days between: what is gone on with after so long begins anew. */
const LONG_MS = 3 * 3_600_000;

/** Somebody who is in no list yet, as a list shows them. */
const asTaken = ({ id, name, year, relation }: Added): TakenPerson => ({
	...{ id, name, year, relation, gender: null, needs: [], verified: false, step: null },
	...{ open: [], again: [], consents: {}, versions: {}, said: { name: 'said', birth: 'said' } }
});

type State = { draft: Draft; found: boolean; busy: boolean };

/** What lay here of this door comes back. */
async function find(state: State): Promise<void> {
	const { unlocked } = field.phone.memory;
	const kept = unlocked && (await readDraft(field.phone, unlocked, state.draft.household));
	const now = Date.now();
	// It was begun before this page was: the app went meanwhile.
	if (kept && kept.began < performance.timeOrigin) noteFound();
	if (kept) state.draft = now - kept.began < LONG_MS ? kept : { ...kept, began: now };
	state.found = true;
}

let writes: Promise<void> = Promise.resolve();

/** Keeps what stands now. What was saved is no draft: it is not kept again while the page goes. */
function keep({ draft, found, busy }: State): void {
	for (const person of answeredIn(draft)) if (!draft.met.includes(person)) draft.met.push(person);
	const now = $state.snapshot(draft);
	const { unlocked } = field.phone.memory;
	if (!found || busy || !unlocked) return;
	const { phone } = field;
	const write = () => (isBegun(now) ? keepDraft(phone, unlocked, now) : dropDraft(phone, now.household));
	// One after another, or an older touch would lie over a newer one.
	writes = writes.then(write).catch(() => void (field.shown.fault = 'storage-full'));
}

/** Answers whether it is on the disk. */
async function save(state: State, door: TodayDoor | undefined): Promise<boolean> {
	if (!door || state.busy) return false;
	state.busy = true;
	await writes;
	const minutes = Math.min(1440, Math.max(1, Math.round((Date.now() - state.draft.began) / 60_000)));
	const kept = await field.finish([{ door, draft: $state.snapshot(state.draft) }], 'met', minutes);
	state.busy = kept;
	return kept;
}

/** A photo lies on the disk together with the draft that names it, before the page shows it. Answers whether it does. */
async function addPhoto(state: State, file: string, bytes: string): Promise<boolean> {
	const { unlocked } = field.phone.memory;
	const id = crypto.randomUUID();
	let kept = false;
	const write = async (): Promise<void> => {
		const draft = $state.snapshot(state.draft);
		const of = draft.files.find((one) => one.id === file);
		if (!unlocked || state.busy || !of) return;
		of.photos.push(id);
		await keepPhoto(field.phone, unlocked, draft, { id, bytes });
		state.draft.files.find((one) => one.id === file)?.photos.push(id);
		kept = true;
	};
	await (writes = writes.then(write).catch(() => void (field.shown.fault = 'storage-full')));
	return kept;
}

async function photo(id: string): Promise<string | null> {
	const { unlocked } = field.phone.memory;
	return unlocked && readPhoto(field.phone, unlocked, id);
}

function forget({ draft }: State, person: string): void {
	draft.added = draft.added.filter(({ id }) => id !== person);
	draft.met = draft.met.filter((id) => id !== person);
	draft.consents = draft.consents.filter((one) => one.person !== person);
	draft.files = draft.files.filter((one) => one.person !== person && one.owner !== person);
	delete draft.triage[person];
	delete draft.helps[person];
}

/** What is touched at one door, on whichever of its pages. It lies on the phone at each touch, and is there again after a lock or a fall. */
export function visitAt(household: string) {
	const state = $state<State>({ draft: emptyDraft(household, Date.now()), found: false, busy: false });
	const door = $derived(field.doors.find(({ id }) => id === household));
	return {
		get draft() {
			return state.draft;
		},
		get door(): TodayDoor | undefined {
			return door;
		},
		/** What lay here was looked for: before it nothing can be touched, or a touch would be lost. */
		get found() {
			return state.found;
		},
		/** Who lives here, and whoever was added just now. */
		get people(): TakenPerson[] {
			const here = door?.people ?? [];
			const added = state.draft.added.filter(({ id }) => !here.some((one) => one.id === id));
			return [...here, ...added.map(asTaken)];
		},
		get busy() {
			return state.busy;
		},
		/** About whom it is what was shown and is needed. */
		get about() {
			return aboutWhom(state.draft);
		},
		get begun() {
			return isBegun(state.draft);
		},
		/** What was shown and not answered yet: nobody's answer is guessed. */
		get unanswered() {
			return state.draft.shown.find((topic) => state.draft.how[topic] === undefined);
		},
		/** Whether somebody was added just now, and is not saved yet. */
		isNew: (person: string): boolean => state.draft.added.some(({ id }) => id === person),
		/** Whoever was added by mistake, with all that was said of them. */
		forget: (person: string) => forget(state, person),
		/** Whoever is spoken with was met. */
		meet: (person: string) => void (state.draft.met.includes(person) || state.draft.met.push(person)),
		...{ find: () => find(state), keep: () => keep(state), save: () => save(state, door), photo },
		addPhoto: (file: string, bytes: string) => addPhoto(state, file, bytes)
	};
}
export type Visit = ReturnType<typeof visitAt>;

export const [visitHere, setVisit] = createContext<Visit>();
