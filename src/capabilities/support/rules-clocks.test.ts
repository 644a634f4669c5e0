import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayOf, timeOf, weekdayOf } from '#kernel/day.ts';
import { isHoliday } from '#capabilities/places/rules-calendar.ts';
import type { WorkCalendar } from '#capabilities/places/rules-work-time.ts';
import { clocksOf, eventKinds, LIMITS, stateOf, urgencies, type Ticket, type TicketEvent } from './rules-clocks.ts';
import { restsUntil, ringNow, ringsOf } from './rules-climb.ts';
import { mayFollow } from './rules-ticket.ts';

const MINUTE = 60_000;
const START = Date.parse('2026-07-13T00:00:00+07:00');
const at = (minute: number): Date => new Date(START + minute * MINUTE);
/** Two half-days, Monday to Friday. */
const calendar: WorkCalendar = {
	week: [1, 2, 3, 4, 5].flatMap((weekday) => [
		{ weekday, opens: '07:30', closes: '11:30' },
		{ weekday, opens: '13:30', closes: '17:00' }
	]),
	rests: isHoliday
};
const works = (when: Date): boolean =>
	calendar.week.some(
		({ weekday, opens, closes }) => weekday === weekdayOf(dayOf(when)) && opens <= timeOf(when) && timeOf(when) < closes
	);

/** A ticket of a fortnight: words in an order that the rooms let follow, at growing times. */
const played = fc
	.record({
		urgency: fc.constantFrom(...urgencies),
		opened: fc.integer({ min: 0, max: 5000 }),
		steps: fc.array(
			fc.record({
				kind: fc.constantFrom(...eventKinds),
				after: fc.integer({ min: 1, max: 900 }),
				promise: fc.nat(2000)
			}),
			{ maxLength: 9 }
		),
		later: fc.integer({ min: 0, max: 4000 })
	})
	.map(({ urgency, opened, steps, later }) => {
		const events: TicketEvent[] = [];
		let minute = opened;
		for (const { kind, after, promise } of steps) {
			// What the police take over follows where something of ours can be solved.
			if (!mayFollow(stateOf(events), kind === 'handed' ? 'solved' : kind)) continue;
			minute += after;
			const promises = (kind === 'answered' || kind === 'waits') && promise > 200;
			events.push({ kind, at: at(minute), until: promises ? at(minute + promise) : null });
		}
		return { ticket: { urgency, openedAt: at(opened), events } satisfies Ticket, opened, now: minute + later };
	});

type Stands = { answered: boolean; waits: boolean; done: boolean; promise: number | null };

/** What each word makes of what stands. */
const after: Record<TicketEvent['kind'], (stands: Stands) => Partial<Stands>> = {
	said: () => ({ waits: false }),
	answered: () => ({ answered: true }),
	note: () => ({}),
	waits: () => ({ answered: true, waits: true }),
	solved: () => ({ answered: true, done: true }),
	handed: () => ({ answered: true, done: true }),
	confirmed: () => ({ done: true }),
	back: () => ({ done: false, waits: false })
};
const promised = ({ kind, until }: TicketEvent, { promise }: Stands): number | null => {
	if (!['answered', 'waits', 'solved', 'handed'].includes(kind)) return promise;
	return until ? (until.getTime() - START) / MINUTE : null;
};

/** Told otherwise: minute by minute, by what stands in force at each. */
function modelOf({ urgency, events }: Ticket, opened: number, now: number) {
	const { first, solved, wall } = LIMITS[urgency];
	let [waited, ours] = [0, 0];
	let stands: Stands = { answered: false, waits: false, done: false, promise: null };
	for (let minute = opened; minute <= now; minute++) {
		for (const event of events.filter((one) => one.at.getTime() === at(minute).getTime()))
			stands = { ...stands, promise: promised(event, stands), ...after[event.kind](stands) };
		if (minute === now || !(wall || works(at(minute)))) continue;
		waited += Number(!stands.answered);
		ours += Number(!stands.waits && !stands.done);
	}
	const { answered, waits, done, promise } = stands;
	return {
		first: { done: answered, minutes: waited, late: waited > first },
		next: promise === null ? 'none' : now > promise ? 'late' : 'runs',
		solved: { done, paused: waits && !done, minutes: ours, late: ours > solved }
	};
}

test('the three clocks are those of a model that counts minute by minute', () => {
	fc.assert(
		fc.property(played, ({ ticket, opened, now }) => {
			const model = modelOf(ticket, opened, now);
			const { first, next, solved } = clocksOf(ticket, calendar, at(now));
			if (model.first.done)
				expect(first).toEqual({ state: 'done', minutes: model.first.minutes, late: model.first.late });
			else expect(['runs', 'late']).toContain(first.state);
			expect(next.state).toBe(model.next);
			if (model.solved.done)
				expect(solved).toEqual({ state: 'done', minutes: model.solved.minutes, late: model.solved.late });
			else if (model.solved.paused) expect(solved).toEqual({ state: 'paused', spent: model.solved.minutes });
			else if (model.solved.late) expect(solved.state).toBe('late');
			else expect(solved.state === 'runs' || model.solved.minutes === LIMITS[ticket.urgency].solved).toBe(true);
		}),
		{ numRuns: 150 }
	);
});

test('a note among ourselves moves no clock, wherever it stands', () => {
	fc.assert(
		fc.property(played, fc.nat(20), ({ ticket, now }, where) => {
			const n = Math.min(where, ticket.events.length);
			const before = ticket.events[n - 1]?.at ?? ticket.openedAt;
			const note: TicketEvent = { kind: 'note', at: before, until: null };
			const noted = { ...ticket, events: ticket.events.toSpliced(n, 0, note) };
			expect(clocksOf(noted, calendar, at(now))).toEqual(clocksOf(ticket, calendar, at(now)));
		})
	);
});

test('at night, at noon and on a day of rest nobody is rung, but for money that is running away; by day whoever is late rings', () => {
	fc.assert(
		fc.property(played, ({ ticket, now }) => {
			const clocks = clocksOf(ticket, calendar, at(now));
			const all = ringsOf(ticket.urgency, clocks, calendar);
			const { due } = ringNow(all, [], at(now), restsUntil(ticket.urgency, calendar, at(now)));
			if (due.length > 0) expect(works(at(now)) || ticket.urgency === 'now').toBe(true);
			const late = Object.values(clocks).some((one) => 'due' in one && one.due < at(now) && works(one.due));
			if (late && works(at(now))) expect(due.length).toBeGreaterThan(0);
		})
	);
});

test('closed stays unconfirmed until they say that it works', () => {
	fc.assert(
		fc.property(played, ({ ticket: { events } }) => {
			const state = stateOf(events);
			if (state === 'over') expect(events.filter(({ kind }) => kind !== 'note').at(-1)?.kind).toBe('confirmed');
			if (events.filter(({ kind }) => kind !== 'note').at(-1)?.kind === 'solved') expect(state).toBe('solved');
		})
	);
});
