import { availableParallelism } from 'node:os';
import { hash, verify } from '@node-rs/argon2';
import pLimit from 'p-limit';

/** OWASP 2025: argon2id, 19 MiB, 2 passes. */
const ARGON = { memoryCost: 19456, timeCost: 2, parallelism: 1 };
/** One core stays free for whoever wants a number; never more than two hash at once. */
const hashing = pLimit(Math.min(2, Math.max(1, availableParallelism() - 1)));
const nobody = hash('nobody has this password', ARGON);

export const hashPassword = (password: string): Promise<string> => hashing(() => hash(password, ARGON));

/** Whether it is the kept one; where none is kept the same work is done. Never called while a transaction is open. */
export const isPassword = async (kept: string | undefined, given: string): Promise<boolean> => {
	const against = kept ?? (await nobody);
	return (await hashing(() => verify(against, given))) && kept !== undefined;
};
