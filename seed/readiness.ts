import { rightsOf } from '#program/roles.ts';
import { end } from '#capabilities/assistance/end.server.ts';
import { start } from '#capabilities/assistance/start.server.ts';
import { isDayOff } from '#capabilities/places/rules-calendar.ts';
import { book, openSlots } from '#capabilities/readiness/book.server.ts';
import { policeCalendar } from '#capabilities/readiness/calendar.server.ts';
import type { PoliceDay, Answers } from '#capabilities/readiness/answers.ts';
import { recordTriage } from '#capabilities/readiness/record-triage.server.ts';
import { recordOutcome } from '#capabilities/readiness/settle.server.ts';
import { anyone, type Actor } from '#kernel/actor.ts';
import { addDays, dayOf, instantOf } from '#kernel/day.ts';
import type { Context } from '#platform/context.server.ts';
import { neighbours } from './cast.ts';
import { deskId, idOf, personId, staffId, type Base } from './house.ts';

type Said = {
	who: number;
	answers?: Partial<Answers>;
	slot?: { on: number; nth: number };
	along?: string;
	before?: true;
};

/** Who was asked: some are ready and have a time, one goes for a card first, one to the telecom shop; two went before. */
const said: readonly Said[] = [
	{ who: 7, slot: { on: 0, nth: 0 }, along: 'lua' },
	{ who: 9, slot: { on: 0, nth: 1 }, answers: { fingers: 'worn' } },
	{ who: 18, slot: { on: 1, nth: 0 }, answers: { card: 'expired' }, along: 'mai' },
	{ who: 31, answers: { sim: 'other' } },
	{ who: 36, slot: { on: 0, nth: 0 }, before: true },
	{ who: 45, slot: { on: 0, nth: 1 }, along: 'lua', before: true }
];
const ready = { want: 'level-2', card: 'chip', sim: 'own', phone: 'able', fingers: 'readable' } as const;
const workday = (day: string): string => (isDayOff(day) ? workday(addDays(day, 1)) : day);

const workdayBefore = (day: string): string => (isDayOff(day) ? workdayBefore(addDays(day, -1)) : day);
const police: Actor = { ...anyone(new Set(rightsOf.police)), kind: 'staff', id: staffId('sam'), centres: [1] };
const guide: Actor = {
	...anyone(new Set(rightsOf.guide)),
	...{ kind: 'staff', id: staffId('lua'), centres: [1], desk: deskId('guide-1'), machine: idOf('ready machine') }
};
const times = { from: '08:00', until: '10:00', each: 30, capacity: 2 } as const;

/** One is asked beside a guide, and given a time where the police are next. */
async function askOne(
	base: Base,
	at: Date,
	{ who, answers, slot, along }: Said,
	calendar: readonly PoliceDay[]
): Promise<void> {
	const one = neighbours[who]!;
	const as = (actor: Actor, step: string): Context => ({
		...base,
		actor,
		now: at,
		request: idOf(`ready ${step} ${who}`)
	});
	const person = personId(one.name + String(one.birth));
	const session = idOf(`ready session ${who}`);
	await start(as(guide, 'start'), { id: session, person, ticket: null });
	const beside: Actor = { ...guide, session, subject: person, authority: 'present' };
	await recordTriage(as(beside, 'ask'), { id: idOf(`triage ${who}`), ...ready, ...answers });
	const companion = along ? staffId(along) : null;
	if (slot)
		await book(as(beside, 'book'), {
			id: idOf(`booking ${who}`),
			slot: calendar[slot.on]!.slots[slot.nth]!.id,
			companion
		});
	await end(as(beside, 'end'), { session, reason: 'done' });
}

/**
 * The police's days: one that was, with one person to be activated and one whose outcome nobody has recorded; the next two,
 * at the station and with the mobile kit in a hamlet.
 */
export async function seedReadiness(base: Base, now: Date): Promise<void> {
	const today = dayOf(now);
	const as = (step: string, at: Date): Context => ({ ...base, actor: police, now: at, request: idOf(`ready ${step}`) });
	const [early, late] = [instantOf(addDays(today, -12), '10:00'), instantOf(addDays(today, -1), '10:00')];
	const was = workdayBefore(addDays(today, -2));
	await openSlots(as('before', early), { ...times, day: was, place: 'station', hamlet: null });
	const past = (await policeCalendar(as('calendar before', early), {})).rows;
	for (const one of said.filter(({ before }) => before)) await askOne(base, early, one, past);
	await recordOutcome(as('outcome', instantOf(was, '11:00')), {
		booking: idOf('booking 36'),
		outcome: 'level-2',
		reason: null
	});
	const first = workday(addDays(today, 4));
	await openSlots(as('station', late), { ...times, day: first, place: 'station', hamlet: null });
	await openSlots(as('kit', late), { ...times, day: workday(addDays(first, 2)), place: 'kit', hamlet: 'thôn Gò Nắng' });
	const ahead = (await policeCalendar(as('calendar', late), {})).rows.filter(({ day }) => day >= today);
	for (const one of said.filter(({ before }) => !before)) await askOne(base, late, one, ahead);
}
