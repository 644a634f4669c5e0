import postgres from 'postgres';
import type { Db } from './db.server.ts';
import { ping } from './sql.server.ts';

// A database that is down refuses; one that is frozen says nothing, and whoever asks would wait for as long as it does. So one
// connection asks it several times a second, and when no answer comes everybody who waits is told at once.

const PATIENCE_MS = 2500;
const EVERY_MS = 400;

/** Said to whoever needs the database while it does not answer. What was sent may still be done when it wakes; the same request again then answers the same. */
class Away extends Error {
	constructor() {
		super('the database does not answer');
	}
}

let away = false;
const waiting = new Set<(reason: Away) => void>();

/** The answer, or `Away` as soon as the database is known not to answer. */
export function orAway<T>(work: () => Promise<T>): Promise<T> {
	if (away) return Promise.reject(new Away());
	return new Promise<T>((resolve, reject) => {
		waiting.add(reject);
		work()
			.then(resolve, reject)
			.finally(() => waiting.delete(reject));
	});
}

function goAway(): void {
	away = true;
	for (const tell of waiting) tell(new Away());
	waiting.clear();
}

const late = (ms: number): Promise<never> =>
	new Promise((_, reject) => setTimeout(() => reject(new Away()), ms).unref());

/** Asks the database several times a second, on a connection of its own, until `stop`. `ask`: what. */
export function watchDatabase(
	url: string,
	{ everyMs = EVERY_MS, patienceMs = PATIENCE_MS, ask = ping as (sql: Db) => Promise<unknown> } = {}
): { stop: () => void } {
	const open = () => postgres(url, { max: 1, connect_timeout: 2, backoff: () => 0.2, onnotice: () => {} });
	let sql = open();
	let timer: NodeJS.Timeout;
	let over = false;
	const look = async (): Promise<void> => {
		try {
			await Promise.race([ask(sql), late(patienceMs)]);
			away = false;
		} catch (reason) {
			// What was asked while it ended says nothing of the database.
			if (over) return;
			goAway();
			// What hangs is left behind: a frozen connection never says that it is one. What broke is begun anew by the driver itself.
			if (reason instanceof Away) {
				const hung = sql;
				sql = open();
				void hung.end({ timeout: 0 }).catch(() => {});
			}
		}
		if (!over) timer = setTimeout(() => void look(), everyMs).unref();
	};
	void look();
	return {
		stop: () => {
			over = true;
			away = false;
			clearTimeout(timer);
			void sql.end({ timeout: 0 }).catch(() => {});
		}
	};
}

/** What PostgreSQL and its driver say of a server that is down, going down, starting or full. */
const GONE = /^(CONNECT(ION)?_\w+|ECONN\w+|EPIPE|57P0[123]|53300)$/;

/** Whether a fault is that there is no room left to write to, on the database’s disk or on ours. */
export const isFull = (fault: unknown): boolean =>
	fault instanceof Error && 'code' in fault && (fault.code === '53100' || fault.code === 'ENOSPC');

/** Whether a fault is that the database does not answer. */
export const isAway = (fault: unknown): boolean =>
	fault instanceof Away || (fault instanceof Error && 'code' in fault && GONE.test(String(fault.code)));
