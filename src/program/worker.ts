import { program } from '#program/program.server.ts';
import { findNeedsNightly } from '#capabilities/assistance/find-needs.server.ts';
import { pollPortal } from '#capabilities/cases/poll-portal.server.ts';
import { retentionAtNight } from '#capabilities/privacy/retention.server.ts';
import { importWork } from '#capabilities/imports/work.server.ts';
import { twinsAtNight } from '#capabilities/residents/twins.server.ts';
import { log } from '#platform/log.server.ts';
import { work } from '#platform/worker.server.ts';

// The worker: speaks to the outside after commit, seals the journal, and ends with its parent.

const { base, portal } = program();
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

const chores = [importWork, twinsAtNight, findNeedsNightly(), retentionAtNight];
await work(
	{ ...base, clock: () => new Date() } as Parameters<typeof work>[0],
	portal ? [pollPortal(portal), ...chores] : chores,
	stopping.signal
);
process.exit(0);
