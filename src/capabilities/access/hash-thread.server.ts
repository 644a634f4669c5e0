import { setPriority } from 'node:os';
import { isMainThread } from 'node:worker_threads';
import { hashSync, verifySync } from '@node-rs/argon2';

// The thread in which passwords are hashed: see `passwords.server.ts`. Whoever asks for a page goes before whoever signs in; only
// Linux gives a thread a priority of its own.
if (process.platform === 'linux' && !isMainThread) setPriority(10);

/** OWASP 2025: argon2id, 19 MiB, 2 passes. */
const ARGON = { memoryCost: 19456, timeCost: 2, parallelism: 1 };

export const hashOf = (password: string): string => hashSync(password, ARGON);

export const fits = ({ kept, given }: { kept: string; given: string }): boolean => verifySync(kept, given);
