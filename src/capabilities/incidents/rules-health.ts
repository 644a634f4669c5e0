import type { Shared } from './answers.ts';

/** What the house itself says of how it stands, and of what it reaches outside. */
type Felt = { database: string; worker: { state?: unknown }; disk: string; outside: Readonly<Record<string, string>> };

/** Which system stands behind an address that the house calls. */
const behind: Readonly<Record<string, Shared>> = { portal: 'portal', 'e-id': 'e-id', bank: 'payment' };

/** What the house itself finds away at this moment: suggested like any other sign, and opened by nobody but a person. */
export function awayBy({ database, worker, disk, outside }: Felt): Shared[] {
	const silent = Object.entries(behind).flatMap(([name, system]) => (outside[name] === 'silent' ? [system] : []));
	const ill = database !== 'ok' || worker.state !== 'ok' || disk !== 'ok';
	return ill ? [...silent, 'this-house'] : silent;
}
