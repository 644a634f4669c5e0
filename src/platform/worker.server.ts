import type { Context } from './context.server.ts';
import type { Pool } from './db.server.ts';
import { deliverOne } from './deliver.server.ts';
import { sealJournal } from './journal.server.ts';
import { log } from './log.server.ts';
import { beat } from './sql-deliveries.server.ts';

/** Something that is done again and again: a poll of the portal, the sealing of the journal. */
export type Chore = { name: string; everySeconds: number; run: (base: ChoreBase) => Promise<void> };
export type ChoreBase = Omit<Context, 'actor' | 'request' | 'now'> & { clock: () => Date };

type WorkBase = ChoreBase & { db: Pool };

const LANES = 4;

/** Runs deliveries and chores until the signal comes. It is woken by NOTIFY and looks on its own each second besides. */
export async function work(base: WorkBase, chores: readonly Chore[], signal: AbortSignal): Promise<void> {
	const bell = newBell(signal);
	const listening = await base.db.listen('journal', bell.ring).catch(() => null);
	const timer = setInterval(bell.ring, 1000);
	const all = [...chores, sealing].map((chore) => repeatChore(base, chore, signal));
	await Promise.all([...Array.from({ length: LANES }, () => lane(base, bell, signal)), ...all]);
	clearInterval(timer);
	await listening?.unlisten();
}

async function lane(base: WorkBase, bell: Bell, signal: AbortSignal): Promise<void> {
	while (!signal.aborted) {
		const did = await deliverOne(base).catch((fault: unknown) => {
			log.error({ fault: String(fault) }, 'worker lane');
			return false;
		});
		if (!did) await bell.heard();
	}
}

async function repeatChore(base: WorkBase, chore: Chore, signal: AbortSignal): Promise<void> {
	while (!signal.aborted) {
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

const sealing: Chore = {
	name: 'journal-seal',
	everySeconds: 15,
	run: async ({ db, clock }) => {
		await sealJournal(db, clock());
	}
};

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
	new Promise((resolve) => {
		const timer = setTimeout(resolve, ms);
		signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
	});

type Bell = { ring: () => void; heard: () => Promise<void> };

function newBell(signal: AbortSignal): Bell {
	let waiting: (() => void)[] = [];
	const ring = (): void => {
		const woken = waiting;
		waiting = [];
		for (const wake of woken) wake();
	};
	signal.addEventListener('abort', ring, { once: true });
	return { ring, heard: () => (signal.aborted ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))) };
}
