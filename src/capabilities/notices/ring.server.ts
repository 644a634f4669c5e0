import { system } from '#kernel/actor.ts';
import { dayOf } from '#kernel/day.ts';
import { m } from '#words';
import { log } from '#platform/log.server.ts';
import { inScope } from '#platform/scope.server.ts';
import type { Chore, ChoreBase } from '#platform/worker.server.ts';
import { browserIn } from './follow.server.ts';
import type { Answer, Carrier } from './port.ts';
import { nextHour, USUAL_HOURS } from './rules-hours.ts';
import { findMayTell } from './sql.server.ts';
import { deleteRing, hasNews, isOwnMachine, takeRings, type RingRow } from './sql-rings.server.ts';

const NAME = 'notices.ring';
const MOST = 50;
/** A browser that is asleep for longer (seconds) has missed it: its page says how things stand. */
const STANDS_FOR = 3600;

const within = <T>(base: ChoreBase, work: Parameters<typeof inScope<T>>[3]): Promise<T> =>
	inScope(base.db, system(NAME, new Set()), '', work);

/**
 * Of somebody's own words: whether they say yes at this moment. Of what one of the staff is told: whether there is anything that they have
 * not read, and the browser is still theirs.
 */
async function stillWanted(base: ChoreBase, { about, centreId, machineId }: RingRow): Promise<boolean> {
	if (machineId !== null)
		return within(
			base,
			async (sql) =>
				(await isOwnMachine(sql, about, machineId, base.clock())) && (await hasNews(sql, about, base.clock()))
		);
	if (centreId === null) return true;
	const actor = { ...system(NAME, new Set(), about, [centreId]), subject: about };
	return (await inScope(base.db, actor, '', (sql) => findMayTell(sql, about, base.clock()))) === 'yes';
}

/** Rung once or not at all: it is taken before the call, and what a browser misses stands on its page. */
async function ringOne(base: ChoreBase, carrier: Carrier, row: RingRow): Promise<void> {
	if (!(await stillWanted(base, row))) return;
	const text = m['notices.ring']({}, { locale: row.locale });
	const handing = { id: crypto.randomUUID(), to: browserIn(base.keys, row), text, standsFor: STANDS_FOR };
	const answer = await carrier
		.hand({ ...handing, template: { name: 'ring', blanks: {} } })
		.catch((fault: unknown): Answer | null => {
			log.warn({ kind: fault instanceof Error ? fault.name : 'fault' }, 'no answer to a ring');
			return null;
		});
	if (answer && 'forgets' in answer && answer.forgets) await within(base, (sql) => deleteRing(sql, row.id));
}

/** Browsers that follow something are rung when there is news of it. */
export const ringBrowsers = (carriers: readonly Carrier[]): Chore => ({
	name: NAME,
	everySeconds: 1,
	run: async (base) => {
		const carrier = carriers.find(({ channel }) => channel === 'push');
		if (!carrier) return;
		for (;;) {
			const now = base.clock();
			const asleep = nextHour(now, { ...USUAL_HOURS, noonRest: false }) > now;
			const due = await within(base, (sql) => takeRings(sql, now, { day: dayOf(now), asleep, most: MOST }));
			await Promise.all(due.map((row) => ringOne(base, carrier, row)));
			if (due.length < MOST) return;
		}
	}
});
