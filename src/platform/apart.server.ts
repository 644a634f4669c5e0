import { Worker } from 'node:worker_threads';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { Refusal } from '#kernel/refusal.ts';

/** A core stays free for the pages: one thing at a time is worked out apart. */
const one = pLimit(1);
/** Memory of the thread (MB); what needs more ends the thread and not the house. */
const MEMORY = { maxOldGenerationSizeMb: 512 };

/** What a thread may say: its answer, or that what it was given is refused. */
export type Said<A> = { answer: A } | { refused: { code: string; detail: Record<string, string | number> } };

/**
 * Works something out in a thread of its own, so that the house goes on answering: `file` (from the root of the house) reads
 * `workerData` and posts a `Said`. The thread is ended after so many `milliseconds`, or when it needs too much memory, which throws the
 * refusal `late`. A thread for each piece of work and no pool: one is started in tens of milliseconds, and after a late one nothing is kept.
 */
export const apart = <A>(
	file: string,
	data: unknown,
	{ milliseconds, late }: { milliseconds: number; late: Refusal }
): Promise<A> =>
	one(async () => {
		const worker = new Worker(join(process.cwd(), file), { workerData: data, resourceLimits: MEMORY });
		const timer = setTimeout(() => void worker.terminate(), milliseconds);
		try {
			const said = await firstWord<A>(worker);
			if (said === null) throw late;
			if ('refused' in said) throw new Refusal(said.refused.code, said.refused.detail);
			return said.answer;
		} finally {
			clearTimeout(timer);
			await worker.terminate();
		}
	});

/** What it posts; null when it ends before that. */
const firstWord = <A>(worker: Worker): Promise<Said<A> | null> =>
	new Promise((resolve, reject) => {
		worker.once('message', resolve);
		worker.once('exit', () => resolve(null));
		worker.once('error', (fault: NodeJS.ErrnoException) =>
			fault.code === 'ERR_WORKER_OUT_OF_MEMORY' ? resolve(null) : reject(fault)
		);
	});
