import type { Context } from './context.server.ts';
import type { Pool } from './db.server.ts';
import { deliverDue } from './deliver.server.ts';
import { sealJournal } from './journal.server.ts';
import { log } from './log.server.ts';
import { beat, holdsChores, leaveChores } from './sql-deliveries.server.ts';

/**
 * Something that is done again and again: a poll of the portal, the sealing of the journal. `holds`: it may hold a connection to the database for
 * minutes, and so has one of its own.
 */
export type Chore = { name: string; everySeconds: number; holds?: true; run: (base: ChoreBase) => Promise<void> };
export type ChoreBase = Omit<Context, 'actor' | 'request' | 'now'> & { clock: () => Date };

/** `forLong`: connections for chores that hold one for minutes, so that what is to be delivered never waits for them. */
type WorkBase = ChoreBase & { db: Pool; forLong: Pool };

const LANES = 4;

/**
 * Runs deliveries and chores until the signal comes. NOTIFY wakes a lane, and so does each second; whichever found something wakes the next before it
 * carries it: where there is one message, one looks for it and one looks in vain.
 */
export async function work(
	{ forLong, ...base }: WorkBase,
	chores: readonly Chore[],
	signal: AbortSignal
): Promise<void> {
	const bell = newBell(signal);
	const listening = await base.db.listen('journal', bell.wakeOne).catch(() => null);
	const timer = setInterval(bell.wakeOne, 1000);
	const lead = newLead(base.db);
	const all = [...chores, sealing].map((chore) =>
		repeatChore(chore.holds ? { ...base, db: forLong } : base, chore, lead, signal)
	);
	await Promise.all([...Array.from({ length: LANES }, () => lane(base, bell, signal)), ...all]);
	clearInterval(timer);
	await listening?.unlisten();
	await lead.leave();
}

async function lane(base: ChoreBase, bell: Bell, signal: AbortSignal): Promise<void> {
	let waited = true;
	while (!signal.aborted) {
		// There may be more than one can carry: said before this one is on its way.
		const leased = (): unknown => waited && bell.wakeOne();
		const did = await deliverDue(base, { leased, goesOn: () => !signal.aborted }).catch((fault: unknown) => {
			log.error({ fault: String(fault) }, 'worker lane');
			return false;
		});
		if (!did) await bell.heard();
		waited = !did;
	}
}

async function repeatChore(base: ChoreBase, chore: Chore, lead: Lead, signal: AbortSignal): Promise<void> {
	while (!signal.aborted) {
		if (!(await lead.isMine())) {
			await pause(NEXT_LEAD_MS, signal);
			continue;
		}
		const started = base.clock();
		try {
			await chore.run(base);
			await beat(base.db, chore.name, started, { ok: true });
		} catch (fault) {
			log.error({ chore: chore.name, fault: String(fault) }, 'chore failed');
			await beat(base.db, chore.name, started, { ok: false }).catch(() => undefined);
		}
		await pause(chore.everySeconds * 1000, signal);
	}
}

/** Of several workers one does the chores; when it is gone, its connection is, and the next one takes them over. */
type Lead = { isMine: () => Promise<boolean>; leave: () => Promise<void> };

const NEXT_LEAD_MS = 2000;

function newLead(db: Pool): Lead {
	let holding: ReturnType<Pool['reserve']> | null = null;
	let asked: Promise<boolean> | null = null;
	const leave = async (): Promise<void> => {
		const line = await holding?.catch(() => null);
		holding = null;
		await (line && leaveChores(line).catch(() => undefined));
		line?.release();
	};
	const ask = async (): Promise<boolean> => {
		try {
			const line = await (holding ??= db.reserve());
			if (await holdsChores(line)) return true;
		} catch (fault) {
			log.warn({ fault: String(fault) }, 'chores are nobody’s for a moment');
		}
		await leave();
		return false;
	};
	// Asked by all chores at once it is asked once.
	return { isMine: () => (asked ??= ask().finally(() => (asked = null))), leave };
}

const sealing: Chore = {
	name: 'journal-seal',
	everySeconds: 15,
	run: async ({ db, keys, clock }) => {
		await sealJournal(db, keys, clock());
	}
};

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
	new Promise((resolve) => {
		// Whoever was told to stop while it ran does not wait for its next turn.
		if (signal.aborted) return resolve();
		const timer = setTimeout(resolve, ms);
		signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
	});

type Bell = { wakeOne: () => void; heard: () => Promise<void> };

function newBell(signal: AbortSignal): Bell {
	let waiting: (() => void)[] = [];
	/** Rung while nobody waited: whoever looked just before it looks once more. */
	let missed = false;
	const wakeAll = (): void => {
		for (const wake of waiting) wake();
		waiting = [];
	};
	signal.addEventListener('abort', wakeAll, { once: true });
	const wakeOne = (): void => {
		const wake = waiting.shift();
		if (wake) wake();
		else missed = true;
	};
	const heard = (): Promise<void> => {
		const isNow = signal.aborted || missed;
		missed = false;
		return isNow ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve));
	};
	return { wakeOne, heard };
}
