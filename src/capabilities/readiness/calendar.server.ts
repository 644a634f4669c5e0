import { centreOf } from '#kernel/actor.ts';
import { dayOf } from '#kernel/day.ts';
import type { Context } from '#platform/context.server.ts';
import { query } from '#platform/dispatch.server.ts';
import { findKey } from '#platform/subject-keys.server.ts';
import { addDays } from '#kernel/day.ts';
import { noPage, type Page } from '#kernel/page.ts';
import { Nothing, OnePage } from '#kernel/shapes.ts';
import { pageIn } from '#platform/sql-page.server.ts';
import { type Answers, type Appointment, type SlotRow, PoliceCalendar, Readiness, ReadinessBeside } from './answers.ts';
import { nextAfter } from './rules-visit.ts';
import { listAppointmentsAt, listAppointmentsOf } from './sql-bookings.server.ts';
import { countAhead, findTriage, freeSlots, listSlots, slotDays } from './sql.server.ts';

export type { Appointment, SlotRow };

/** How many days past visits stay on the calendar, to record what became of them. */
const DAYS_BACK = 14;

/** Days on one page, each with everybody who comes. */
const PAGE = 7;
/** Free times on one page. */
const FREE = 24;

/** The police's days of this centre with who comes; past ones only while somebody is still to be settled. */
export const policeCalendar = query(
	{
		name: 'readiness.calendar',
		group: 'settle-days',
		input: OnePage,
		answer: PoliceCalendar,
		look: ({ rows }) => ({
			person: rows.flatMap(({ slots }) => slots.flatMap(({ people }) => people.map(({ personId }) => personId))),
			...{ what: 'list', purpose: 'list-days', repeats: true }
		})
	},
	async ({ db, actor, now }, { page }): Promise<PoliceCalendar> => {
		const [centre, today] = [centreOf(actor), dayOf(now)];
		const span = { centre, today, from: addDays(today, -DAYS_BACK) };
		const { rows: days, ...rest } = await pageIn<{ day: string }>(db, slotDays(db, span), page, PAGE);
		const ahead = { ...(await countAhead(db, centre, today)) };
		const [first, last] = [days[0]?.day, days.at(-1)?.day];
		if (!first || !last) return { rows: [], ...rest, ahead };
		const slots = await listSlots(db, { ...span, from: first }, last);
		const bySlot = Map.groupBy(await listAppointmentsAt(db, centre, first, last), ({ slotId }) => slotId);
		const shown = slots.map((slot) => ({ ...slot, people: bySlot.get(slot.id) ?? [] }));
		return {
			rows: [...Map.groupBy(shown, ({ day }) => day)].map(([day, list]) => ({ day, slots: list })),
			...rest,
			ahead
		};
	}
);

/** What was asked last and which step follows from it today, opened with their key. */
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

/** Beside them: what was asked, the next step, their appointments, and the free times ahead. */
export const readinessBeside = query(
	{
		name: 'readiness.beside',
		byPerson: true,
		group: 'ready',
		input: OnePage,
		answer: ReadinessBeside,
		look: 'beside the person, in a session whose every page is a look already'
	},
	async (context, { page }): Promise<Readiness & { free: Page<SlotRow> }> => {
		const { db, actor, now } = context;
		if (actor.session === null || actor.subject === null)
			return { answers: null, next: null, at: null, appointments: [], free: noPage() };
		const free = freeSlots(db, centreOf(actor), addDays(dayOf(now), 1));
		return { ...(await readinessOf(context, actor.subject)), free: await pageIn<SlotRow>(db, free, page, FREE) };
	}
);

/** The same for the resident after their own sign-in. */
export const myReadiness = query(
	{ name: 'readiness.mine', group: 'own-page', input: Nothing, answer: Readiness, look: 'the person’s own page' },
	(context) => readinessOf(context, context.actor.subject ?? '')
);
