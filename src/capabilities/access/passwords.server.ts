import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import Tinypool from 'tinypool';

/**
 * One core stays free for whoever wants a number; never more than two hash at once, and in threads of low priority. With 250 sign-ins at
 * once 19 of 20 pages came within 11.2 ms while libuv's threads hashed (4.1 when quiet), and within 4.6 ms now (2.0): `npm run bench -- signin`.
 */
const hashing = new Tinypool({
	filename: join(process.cwd(), 'src/capabilities/access/hash-thread.server.ts'),
	minThreads: 0,
	maxThreads: Math.min(2, Math.max(1, availableParallelism() - 1)),
	idleTimeout: 60_000
});

export const hashPassword = (password: string): Promise<string> => hashing.run(password, { name: 'hashOf' });

let nobody: Promise<string> | undefined;

/** Whether it is the kept one; where none is kept the same work is done. Never called while a transaction is open. */
export const isPassword = async (kept: string | undefined, given: string): Promise<boolean> => {
	const against = kept ?? (await (nobody ??= hashPassword('nobody has this password')));
	return (await hashing.run({ kept: against, given }, { name: 'fits' })) && kept !== undefined;
};
