import { parentPort, workerData } from 'node:worker_threads';
import { lookThrough } from './read-hamlets.server.ts';

// The thread in which a file of hamlets is looked through: see `hamlet-file.server.ts`. Elsewhere it does nothing.
parentPort?.postMessage(lookThrough((workerData as { text: string }).text));
