import type { Check } from './checks.server.ts';
import type { Keeps } from '#kernel/kept.ts';
import type { AnyDoor } from './dispatch.server.ts';
import type { InboundWord } from './inbound.ts';
import type { Forgetting } from './keeping.server.ts';
import type { Lending } from './lending.server.ts';
import type { Listener } from './listen.server.ts';
import type { Renewal } from './renew.server.ts';
import type { Clearing, ProvedClearing } from './retention.server.ts';
import type { Tell } from './telling.server.ts';
import type { Chore } from './worker.server.ts';

/** Everything that the rest of the house knows of a room. */
export type Room = {
	name: string;
	/** Its commands and queries. */
	doors: readonly AnyDoor[];
	/** What it does when the journal says that something happened. */
	listens: readonly Listener[];
	/** What it does again and again. */
	chores: readonly Chore[];
	/** By what its part of the house is seen to be ready. */
	checks: readonly Check[];
	/** What it takes out of its own tables once a period is over. */
	clearings: readonly (Clearing | ProvedClearing)[];
	/** Each table of its that points to a person: what is sealed in it, which cells hold words, or why it is nobody’s. */
	keeps: Keeps;
	/** What it empties when somebody is erased. */
	forgets: readonly Forgetting[];
	/** What it seals or hashes anew under new keys. */
	renews: readonly Renewal[];
	/** What it gives along to the phones of whoever goes to doors. */
	lends: readonly Lending[];
	/** Which words that people text to the house it hears. */
	inbound: readonly InboundWord[];
	/** Which of its facts people are told, in its own words. */
	tells: readonly Tell[];
	/** Names of its own that stand in no word that goes out. */
	unsaid: () => readonly string[];
};

type Declared = Partial<Omit<Room, 'name' | 'doors'>> & {
	/** The modules of its commands and queries: whatever in them is a door, is a door of the room. */
	doors: readonly object[];
};

const isDoor = (value: unknown): value is AnyDoor =>
	typeof value === 'function' && 'called' in value && 'kind' in value && 'groups' in value;

/** A room as it declares itself in its `room.server.ts`; the program reads that and nothing else. */
export const room = (name: string, { doors, ...declared }: Declared): Room => ({
	...{
		listens: [],
		chores: [],
		checks: [],
		clearings: [],
		keeps: {},
		forgets: [],
		renews: [],
		lends: [],
		inbound: [],
		tells: [],
		unsaid: () => []
	},
	...declared,
	name,
	doors: [...new Set(doors.flatMap((module) => Object.values(module)).filter(isDoor))]
});
