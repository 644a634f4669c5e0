import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { dayOf } from '#kernel/day.ts';
import type { Context } from '#platform/context.server.ts';
import { query } from '#platform/dispatch.server.ts';
import { findKey } from '#platform/subject-keys.server.ts';
import { addDays } from '#kernel/day.ts';
import { Nothing } from '#kernel/shapes.ts';
import { type Answers, type Appointment, type SlotRow, PoliceDay, Readiness, ReadinessBeside } from './answers.ts';
import { nextAfter } from './rules-visit.ts';
import { listAppointmentsAt, listAppointmentsOf } from './sql-bookings.server.ts';
import { findTriage, listSlots } from './sql.server.ts';

export type { Appointment, SlotRow };

/** How many days past visits stay on the calendar, to record what became of them. */
const DAYS_BACK = 14;

/** The police's days of this centre with who comes; past ones only while somebody is still to be settled. */
export const policeCalendar = query(
	{
		name: 'readiness.calendar',
		group: 'settle-days',
		input: Nothing,
		answer: v.array(PoliceDay),
		look: 'a list of names, to find somebody or to see what waits'
	},
	async ({ db, actor, now }): Promise<PoliceDay[]> => {
		const [centre, today] = [centreOf(actor), dayOf(now)];
		const from = addDays(today, -DAYS_BACK);
		const [slots, people] = await Promise.all([listSlots(db, centre, from), listAppointmentsAt(db, centre, from)]);
		const bySlot = Map.groupBy(people, ({ slotId }) => slotId);
		const open = (one: Appointment): boolean => one.state === 'booked' || one.outcome === 'level-2';
		const shown = slots
			.map((slot) => ({ ...slot, people: bySlot.get(slot.id) ?? [] }))
			.filter((slot) => slot.day >= today || slot.people.some(open));
		return [...Map.groupBy(shown, ({ day }) => day)].map(([day, list]) => ({ day, slots: list }));
	}
);

/** What was asked last and which door follows from it today, opened with her key. */
async function readinessOf(context: Context, person: string): Promise<Readiness> {
	const triage = await findTriage(context.db, person);
	const key = triage ? await findKey(context, person) : null;
	const answers = triage && key ? (JSON.parse(key.text(triage.answers, `triage ${triage.id}`)) as Answers) : null;
	return {
		answers,
		next: answers && nextAfter(answers, triage?.outcome ?? null),
		at: triage?.at ?? null,
		appointments: await listAppointmentsOf(context.db, person, dayOf(context.now))
	};
}

/** Beside her: what was asked, the next door, her appointments, and the free times ahead. */
export const readinessBeside = query(
	{
		name: 'readiness.beside',
		group: 'ready',
		input: Nothing,
		answer: ReadinessBeside,
		look: 'beside the person, in a session whose every page is a look already'
	},
	async (context): Promise<Readiness & { free: SlotRow[] }> => {
		const { db, actor, now } = context;
		if (actor.session === null || actor.subject === null)
			return { answers: null, next: null, at: null, appointments: [], free: [] };
		const slots = await listSlots(db, centreOf(actor), addDays(dayOf(now), 1));
		return {
			...(await readinessOf(context, actor.subject)),
			free: slots.filter(({ taken, capacity }) => taken < capacity).slice(0, 24)
		};
	}
);

/** The same for the resident after her own sign-in. */
export const myReadiness = query(
	{ name: 'readiness.mine', group: 'own-page', input: Nothing, answer: Readiness, look: 'the person’s own page' },
	(context) => readinessOf(context, context.actor.subject ?? '')
);
