import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const read = (pid: number, file: string): string => {
	try {
		return readFileSync(`/proc/${pid}/${file}`, 'utf8');
	} catch {
		return '';
	}
};

/** What `/proc` says of a process after its name: state first, then its parent. Empty when it is gone. */
const statOf = (pid: number): string[] => read(pid, 'stat').split(') ').at(-1)!.split(' ');

const childrenOf = (pid: number): number[] =>
	readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name))
		.map(Number)
		.filter((one) => Number(statOf(one)[1]) === pid);

const family = (pid: number): number[] => [pid, ...childrenOf(pid).flatMap(family)];

/** Everybody of one part of a running house (`app`, `database`, `worker`, `sandbox`), by process id. */
export function processesOf(dataDir: string, part?: string): number[] {
	const { children } = JSON.parse(readFileSync(join(dataDir, 'run.json'), 'utf8')) as {
		children: Record<string, { pid: number }>;
	};
	const named = Object.entries(children).filter(([name]) => part === undefined || name === part);
	return named.flatMap(([, { pid }]) => family(pid));
}

/** Memory that is this process's share (PSS), in MB; RSS would count PostgreSQL's shared buffers once a backend. */
export const memoryOf = (pid: number): number =>
	Number(/^Pss:\s+(\d+)/m.exec(read(pid, 'smaps_rollup'))?.[1] ?? 0) / 1024;

const TICKS_A_SECOND = 100;
const busyFor = (dataDir: string): number =>
	processesOf(dataDir).reduce((sum, pid) => {
		const [user = 0, system = 0] = statOf(pid).slice(11, 13).map(Number);
		return sum + (user + system) / TICKS_A_SECOND;
	}, 0);

const [STEP_S, QUIET, LONGEST_S] = [5, 0.04, 180];

/**
 * Waits until a house that has just started has nothing more to do: what its seed left to send, what its worker does first. Whatever is measured
 * beside that is measured with it.
 * @returns seconds waited; the longest is three minutes
 */
export async function untilIdle(dataDir: string, waited = 0): Promise<number> {
	const before = busyFor(dataDir);
	await wait(STEP_S * 1000);
	const part = (busyFor(dataDir) - before) / STEP_S;
	const so = waited + STEP_S;
	return part < QUIET || so >= LONGEST_S ? so : untilIdle(dataDir, so);
}
