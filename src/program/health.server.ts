import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { program } from '#program/program.server.ts';
import { roomOnDisk, WORKER_SILENT_MS } from '#platform/machine-checks.server.ts';
import { reach } from '#platform/reach.server.ts';
import { countLate, listHeartbeats } from '#platform/sql-deliveries.server.ts';

type Health = {
	status: 'ok' | 'poor' | 'down';
	version: string;
	database: string;
	worker: Record<string, unknown>;
	outside: Record<string, string>;
	disk: 'ok' | 'low';
	processes: unknown;
};

const PATIENCE_MS = 1500;

/** How the house stands: database, worker, outside systems, room on the disk, and the processes that the supervisor keeps. */
export async function health(now: Date): Promise<Health> {
	const { db, settings, version } = program();
	const [beats, late] = await within(
		PATIENCE_MS,
		Promise.all([listHeartbeats(db), countLate(db, new Date(now.getTime() - 60_000))])
	).catch(() => [null, 0] as const);
	const [eId, portal, bank, room] = await Promise.all([
		reach(settings.E_ID_ISSUER),
		reach(settings.PORTAL_URL),
		reach(settings.BANK_URL),
		roomOnDisk(settings).catch(() => ({ low: true }))
	]);
	const outside = { 'e-id': eId, portal, bank };
	const disk = room.low ? 'low' : 'ok';
	const well = disk === 'ok' && !Object.values(outside).includes('silent');
	const last = Math.max(0, ...(beats ?? []).map((beat) => beat.at.getTime()));
	const working = beats !== null && now.getTime() - last < WORKER_SILENT_MS;
	return {
		status: beats === null ? 'down' : working && well ? 'ok' : 'poor',
		version,
		database: beats === null ? 'away' : 'ok',
		worker: {
			state: working ? 'ok' : 'silent',
			late,
			beats: Object.fromEntries((beats ?? []).map((beat) => [beat.name, beat.at]))
		},
		outside,
		disk,
		processes: supervised()
	};
}

function supervised(): unknown {
	try {
		const { children } = JSON.parse(readFileSync(join(program().settings.DATA_DIR, 'run.json'), 'utf8')) as {
			children: Record<string, { pid: number | null; since: string | null; restarts: number }>;
		};
		return Object.fromEntries(
			Object.entries(children).map(([name, { pid, since, restarts }]) => [name, { up: pid !== null, since, restarts }])
		);
	} catch {
		return null;
	}
}

const within = <T>(ms: number, work: Promise<T>): Promise<T> =>
	Promise.race([work, new Promise<never>((_, no) => setTimeout(() => no(new Error('late')), ms).unref())]);
