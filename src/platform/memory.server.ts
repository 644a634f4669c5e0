import { randomUUID } from 'node:crypto';
import type { Db, Pool } from './db.server.ts';
import { ping, tellDoors } from './sql.server.ts';

// Who comes to a door is asked for at each page and each call. It is remembered for seconds, and forgotten as soon as anything changes: the database
// says so with the commit that changed it, to every process. What is remembered is used only where everything that was said until a second ago is known
// to have been heard: a word of our own goes the same way every few tenths of a second, and words are heard in the order in which they were said.

/** So long at most is anybody remembered, though nothing changed. */
const KEPT_MS = 5000;
/** No change is heard of later: without our own word from the last second nobody is remembered. */
const HEARD_MS = 1000;

export type Memory = {
	/** What stands under a name, where it may still be used; or what is found now, kept until its own end at most. Nobody found is not remembered. */
	find: <T extends { until: Date }>(name: string, now: Date, look: () => Promise<T | null>) => Promise<T | null>;
	/** What somebody does here may change who they are: told by whoever did it, before they are answered. */
	forget: () => void;
	/** Our own word, said on some connection again and again; an empty one where nobody listens. */
	beat: (db: Db) => Promise<unknown>;
};

/** So many of our own words in a row that the database took and nobody heard: the driver does not listen again after an outage. */
const DEAF_AFTER = 25;

/** Whether all that was said until a second ago was heard here. `changed`: told of whatever is not our own word. */
function ears(changed: () => void) {
	const me = randomUUID();
	/** When our own words were said, by number; and when the last was that was heard. */
	const said = new Map<number, number>();
	let [words, provenAt, unheard] = [0, -Infinity, 0];
	return {
		hear: (word: string): void => {
			const [from, number] = word.split(' ');
			if (number === undefined) return changed();
			if (from !== me) return;
			unheard = 0;
			provenAt = Math.max(provenAt, said.get(Number(number)) ?? -Infinity);
			for (const one of said.keys()) if (one <= Number(number)) said.delete(one);
		},
		/** What was said while nobody listened is not known. */
		listenAnew: (): void => {
			unheard = 0;
			provenAt = -Infinity;
			said.clear();
			changed();
		},
		say: async (db: Db): Promise<void> => {
			for (const [one, at] of said) if (performance.now() - at > HEARD_MS) said.delete(one);
			said.set(++words, performance.now());
			await tellDoors(db, `${me} ${words}`);
			unheard++;
		},
		areOpen: (): boolean => performance.now() - provenAt <= HEARD_MS,
		areDeaf: (): boolean => unheard > DEAF_AFTER
	};
}

/**
 * `listenOn`: hears what the database says. Nothing is listened to, and so nothing remembered, before the first that asks. `whenDeaf`: what a
 * program does that the database answers and that hears nothing any more; nobody is remembered in it.
 */
export function memoryOf(listenOn: Pick<Pool, 'listen'>, whenDeaf = (): void => {}): Memory {
	const known = new Map<string, { at: number; found: { until: Date } }>();
	/** Told at each change: what was begun before it is not remembered. */
	let changes = 0;
	const forget = (): void => {
		changes++;
		known.clear();
	};
	const { hear, listenAnew, say, areOpen, areDeaf } = ears(forget);
	let listening: Promise<unknown> | null = null;
	const isOld = (at: number): boolean => performance.now() - at > KEPT_MS;
	return {
		forget,
		find: async (name, now, look) => {
			listening ??= listenOn.listen('doors', hear, listenAnew).catch(() => (listening = null));
			const there = known.get(name);
			if (there && areOpen() && !isOld(there.at) && there.found.until > now)
				return there.found as NonNullable<Awaited<ReturnType<typeof look>>>;
			const before = changes;
			const found = await look();
			if (found && changes === before) known.set(name, { at: performance.now(), found });
			return found;
		},
		beat: async (db) => {
			for (const [name, { at }] of known) if (isOld(at)) known.delete(name);
			await (listening ? say(db) : ping(db));
			if (areDeaf()) whenDeaf();
		}
	};
}
