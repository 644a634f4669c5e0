import { createHash } from 'node:crypto';
import { system } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from './context.server.ts';
import { findListener, type Listener } from './listen.server.ts';
import { log } from './log.server.ts';
import { inScope } from './scope.server.ts';
import {
	finishAndLease,
	finishDelivery,
	giveUpDelivery,
	leaseDelivery,
	postponeDelivery,
	type Delivery,
	type Leased
} from './sql-deliveries.server.ts';
import type { JournalRow } from './sql.server.ts';
import { getJournalRow } from './sql-journal.server.ts';

const LEASE_SECONDS = 60;
const TRIES = 12;

/** The same listener hearing the same row always sends its commands under the same ids. */
export function requestFor(listener: string, journalId: number, step = ''): string {
	const hex = createHash('sha256').update(`${listener}\0${journalId}\0${step}`).digest('hex');
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Waits between tries: 1 s, 2 s, 4 s … at most 10 minutes. */
const backOff = (tries: number): number => Math.min(600_000, 1000 * 2 ** (tries - 1));

type Base = Omit<Context, 'actor' | 'request' | 'now'> & { clock: () => Date };

/** `leased`: told as soon as there is something to do. `goesOn`: whether another is begun after one. */
type Lane = { leased?: () => unknown; goesOn?: () => boolean };

/** Leases, runs and settles what is due, one after the other; answers false where there is nothing to do. What ends one leases the next. */
export async function deliverDue(base: Base, { leased, goesOn = () => true }: Lane = {}): Promise<boolean> {
	let delivery = await leaseDelivery(base.db, base.clock(), LEASE_SECONDS);
	if (!delivery) return false;
	leased?.();
	while (delivery) {
		const done: Leased | null = (await isHeard(base, delivery)) ? delivery : null;
		if (!goesOn()) {
			if (done) await finishDelivery(base.db, done, base.clock());
			return true;
		}
		delivery = await leaseAfter(base, done);
	}
	return true;
}

const leaseAfter = ({ db, clock }: Base, done: Leased | null): Promise<Leased | undefined> =>
	done ? finishAndLease(db, done, clock(), LEASE_SECONDS) : leaseDelivery(db, clock(), LEASE_SECONDS);

/** Runs one; false where it is settled otherwise than by its end. */
async function isHeard(base: Base, delivery: Leased): Promise<boolean> {
	const listener = findListener(delivery.listener);
	if (!listener) {
		await giveUpDelivery(base.db, delivery, base.clock(), 'no such listener');
		return false;
	}
	// A job that kills the worker comes back with its try counted: it is given up here, for nobody is left to do it there.
	if (delivery.tries > (listener.tries ?? TRIES)) {
		await giveUpDelivery(base.db, delivery, base.clock(), 'killed the worker');
		return false;
	}
	try {
		await hear(base, listener, delivery);
		return true;
	} catch (fault) {
		await settleFault(base, listener, delivery, fault);
		return false;
	}
}

async function hear({ clock, ...base }: Base, listener: Listener, delivery: Delivery): Promise<void> {
	const row = await readRow(base.db, listener, delivery.journalId);
	const actor = {
		...system(listener.name, new Set(listener.may), row.about, row.centreId === null ? [] : [row.centreId]),
		subject: row.personId
	};
	await listener.hear({ ...base, actor, now: clock(), request: requestFor(listener.name, row.id) }, row);
}

const readRow = (db: Context['db'], listener: Listener, id: number): Promise<JournalRow> =>
	inScope(db, system(listener.name, new Set()), '', (sql) => getJournalRow(sql, id));

/** What a person is told of a fault: a code of ours, words of ours, or its kind where the database said it. Its own words name tables and rules. */
function saidOf(fault: unknown): string {
	if (fault instanceof Refusal) return fault.code;
	if (!(fault instanceof Error)) return 'unknown';
	return 'severity' in fault && 'code' in fault ? `SQLSTATE ${String(fault.code)}` : fault.message.slice(0, 300);
}

async function settleFault({ db, clock }: Base, listener: Listener, delivery: Leased, fault: unknown): Promise<void> {
	const said = saidOf(fault);
	const whole = fault instanceof Error ? fault.message.slice(0, 300) : said;
	log.warn(
		{ listener: listener.name, journal: delivery.journalId, tries: delivery.tries, said, fault: whole },
		'delivery failed'
	);
	if (delivery.tries >= (listener.tries ?? TRIES)) await giveUpDelivery(db, delivery, clock(), said);
	else await postponeDelivery(db, delivery, new Date(clock().getTime() + backOff(delivery.tries)), said);
}
