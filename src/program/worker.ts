import { listenOnLines } from '#program/lines.server.ts';
import { program } from '#program/program.server.ts';
import { clearWhenQuiet } from './clear-up.ts';
import { connect } from '#platform/db.server.ts';
import { log } from '#platform/log.server.ts';
import { work } from '#platform/worker.server.ts';

// The worker: speaks to the outside after commit, seals the journal, and ends with its parent.

const { base, rooms, carriers, settings } = program({ connections: 4 });
const forLong = connect(settings.DATABASE_URL, {
	...{ province: settings.PROVINCE, idleSeconds: 60, max: 2, restSeconds: 10 }
});
const stopping = new AbortController();
const stop = (): void => stopping.abort();
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
process.on('disconnect', stop);
process.on('uncaughtException', (fault) => {
	// postgres.js was seen to throw outside of any promise when its server is killed; the supervisor starts a fresh one.
	log.fatal({ fault: String(fault) }, 'worker fault');
	process.exit(1);
});

listenOnLines(base, carriers);
clearWhenQuiet();
await work(
	{ ...base, forLong, clock: () => new Date() } as Parameters<typeof work>[0],
	rooms.flatMap(({ chores }) => chores),
	stopping.signal
);
process.exit(0);
