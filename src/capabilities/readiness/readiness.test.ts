import { expect, test } from 'vitest';
import { recordNeed } from '#capabilities/assistance/record-need.server.ts';
import { closeNeed } from '#capabilities/assistance/move-need.server.ts';
import { myNeeds, needBoard } from '#capabilities/assistance/needs.server.ts';
import { end } from '#capabilities/assistance/end.server.ts';
import { start } from '#capabilities/assistance/start.server.ts';
import { personRecord } from '#capabilities/privacy/record.server.ts';
import { findPeople } from '#capabilities/residents/people.server.ts';
import { system, type Actor } from '#kernel/actor.ts';
import type { Context } from '#platform/context.server.ts';
import { eraseFor } from '#tests/support/erase.ts';
import { refusalOf, scene, self, type Scene } from '#tests/support/scene.ts';
import { loadHamlets } from '#capabilities/places/hamlets.server.ts';
import { book, openSlots } from './book.server.ts';
import { myReadiness, policeCalendar, readinessBeside } from './calendar.server.ts';
import type { PoliceDay, Answers } from './answers.ts';
import { forgetAnswers, readinessListens } from './listens.server.ts';
import { recordTriage } from './record-triage.server.ts';
import { cancelBooking, markNoShow, recordOutcome } from './settle.server.ts';

const id = (): string => crypto.randomUUID();
const DAY = 24 * 60;
const ready = { want: 'level-2', card: 'chip', sim: 'own', phone: 'able', fingers: 'readable' } as const;

/** Lúa sits beside somebody. */
async function sit(s: Scene, person = s.som, minutes = 0): Promise<Actor> {
	const session = id();
	await start(s.as(s.lua, minutes), { id: session, person, ticket: null });
	return { ...s.lua, session, subject: person, authority: 'present' };
}
const ask = (s: Scene, guide: Actor, more: Partial<Answers> = {}, minutes = 1) =>
	recordTriage(s.as(guide, minutes), { id: id(), ...ready, ...more });
const day = {
	day: '2026-07-20',
	from: '08:00',
	until: '09:00',
	each: 30,
	capacity: 1,
	place: 'station',
	hamlet: null
} as const;
async function opened(s: Scene): Promise<string[]> {
	await openSlots(s.as(s.sam), day);
	const [found] = (await policeCalendar(s.as(s.sam, 1), {})).rows;
	return found!.slots.map((slot) => slot.id);
}
const needOf = async (s: Scene, person: string, minutes = 5) => (await myNeeds(s.as(self(person), minutes), {}))[0];

test(
	'five questions, one next step, a need that follows it; sealed, and hers to read',
	scene(async (s) => {
		expect(await refusalOf(ask(s, s.lua))).toBe('no-session');
		const guide = await sit(s);
		expect((await readinessBeside(s.as(guide, 1), {})).next).toBeNull();
		expect((await ask(s, guide, { card: 'expired', sim: 'other' })).door).toBe('police-card');
		expect(await needOf(s, s.som)).toMatchObject({ kind: 'e-id', plan: 'police', ownerName: 'Hoa Thị Lúa' });
		expect((await ask(s, guide, { sim: 'other' }, 2)).door).toBe('telecom');
		expect(await needOf(s, s.som)).toMatchObject({ plan: 'telecom' });
		const seen = await readinessBeside(s.as(guide, 3), {});
		expect(seen).toMatchObject({
			answers: { card: 'chip', sim: 'other', age: 'grown' },
			next: { step: 'telecom', follows: ['police-level-2', 'activate'] }
		});
		expect((await myReadiness(s.as(self(s.som), 3), {})).next?.step).toBe('telecom');
		expect((await myReadiness(s.as(self(s.gia), 3), {})).next).toBeNull();
		expect((await readinessBeside(s.as(s.lua, 3), {})).free.rows).toEqual([]);
		const [row] = await s.base.db`select answers::text from readiness_triage`;
		expect(row!['answers']).not.toContain(Buffer.from('telecom').toString('hex'));
		await end(s.as(guide, 4), { session: guide.session!, reason: 'done' });
		await eraseFor(s, s.som);
		expect(await myReadiness(s.as(self(s.som), 5), {})).toMatchObject({ answers: null, next: null });
	})
);

test(
	'with an expired card or another’s SIM no time is given for level 2; ready, it is, with somebody along',
	scene(async (s) => {
		const [first, second] = await opened(s);
		const guide = await sit(s);
		const take = (slot: string, minutes: number, more = {}) =>
			book(s.as(guide, minutes), { id: id(), slot, companion: null, ...more });
		expect(await refusalOf(take(first!, 1))).toBe('triage-first');
		await ask(s, guide, { sim: 'other' }, 1);
		expect(await refusalOf(take(first!, 2))).toBe('not-police-next');
		await ask(s, guide, { card: 'expired' }, 3);
		const { id: forCard } = await take(first!, 4);
		expect((await readinessBeside(s.as(guide, 4), {})).appointments).toMatchObject([
			{ purpose: 'card', day: day.day, starts: '08:00' }
		]);
		expect(
			await refusalOf(recordOutcome(s.as(s.mai, 7 * DAY), { booking: forCard, outcome: 'level-2', reason: null }))
		).toBe('outcome-other');
		await cancelBooking(s.as(s.mai, 5), { booking: forCard });
		await ask(s, guide, {}, 6);
		expect(await refusalOf(take(first!, 7, { companion: s.rang.id }))).toBe('not-your-place');
		expect(await refusalOf(take(id(), 7))).toBe('slot-unknown');
		await take(first!, 7, { companion: s.mai.id });
		expect(await needOf(s, s.som, 8)).toMatchObject({ plan: 'police', promisedOn: day.day, ownerName: 'Nắng Thị Mai' });
		// Asked again: the day stands while the step is the same, and goes when it is another.
		await ask(s, guide, { fingers: 'worn' }, 8);
		expect(await needOf(s, s.som, 8)).toMatchObject({ promisedOn: day.day, ownerName: 'Nắng Thị Mai' });
		await ask(s, guide, { sim: 'none' }, 8);
		expect(await needOf(s, s.som, 8)).toMatchObject({ plan: 'telecom', promisedOn: null, ownerName: 'Hoa Thị Lúa' });
		await ask(s, guide, {}, 8.5);
		await expect(take(second!, 8)).rejects.toMatchObject({ constraint_name: 'police_booking_one_open' });
		expect((await readinessBeside(s.as(guide, 8), {})).free.rows.map((slot) => slot.id)).toEqual([second]);
		const [mine] = (await myReadiness(s.as(self(s.som), 9), {})).appointments;
		expect(mine).toMatchObject({ purpose: 'level-2', companionName: 'Nắng Thị Mai', place: 'station' });
		await end(s.as(guide, 9), { session: guide.session!, reason: 'done' });
		const other = await sit(s, s.gia, 10);
		await ask(s, other, {}, 11);
		expect(await refusalOf(book(s.as(other, 12), { id: id(), slot: first!, companion: null }))).toBe('slot-full');
		expect(await refusalOf(book(s.as(other, 10 * DAY), { id: id(), slot: second!, companion: null }))).toBe(
			'promise-past'
		);
		expect(
			await refusalOf(book(s.as({ ...other, session: null }, 12), { id: id(), slot: second!, companion: null }))
		).toBe('no-session');
	})
);

async function booked(s: Scene): Promise<string> {
	const [slot] = await opened(s);
	const guide = await sit(s);
	await ask(s, guide);
	return (await book(s.as(guide, 2), { id: id(), slot: slot!, companion: null })).id;
}

test(
	'level 2 was granted: the need waits for its activation, and is met by it',
	scene(async (s) => {
		const booking = await booked(s);
		const say = (minutes: number, outcome: 'level-2' | 'activated' | 'not', reason: 'sim' | null = null) =>
			recordOutcome(s.as(s.mai, minutes), { booking, outcome, reason });
		expect(await refusalOf(say(DAY, 'level-2'))).toBe('booking-early');
		expect(await refusalOf(say(6 * DAY, 'not'))).toBe('reason-missing');
		await say(6 * DAY, 'level-2');
		expect(await needOf(s, s.som, 6 * DAY)).toMatchObject({ plan: 'ticket', promisedOn: null });
		expect((await myReadiness(s.as(self(s.som), 6 * DAY), {})).appointments).toMatchObject([{ outcome: 'level-2' }]);
		expect((await myReadiness(s.as(self(s.som), 6 * DAY), {})).next?.step).toBe('activate');
		expect(await refusalOf(say(6 * DAY, 'not', 'sim'))).toBe('booking-settled');
		expect((await policeCalendar(s.as(s.mai, 8 * DAY), {})).rows[0]!.slots).toHaveLength(1);
		await say(7 * DAY, 'activated');
		expect(await needOf(s, s.som, 7 * DAY)).toBeUndefined();
		expect((await myReadiness(s.as(self(s.som), 7 * DAY), {})).next).toBeNull();
		expect((await policeCalendar(s.as(s.mai, 8 * DAY), {})).rows).toEqual([]);
		const board = await needBoard(s.as(s.mai, 40 * DAY), { by: 'hamlet', kind: null, urgency: null, late: false });
		expect(board.due).toMatchObject([{ kind: 'e-id', afterDays: 30 }]);
	})
);

test(
	'it was not done, or she did not come: the need stays open with its next step',
	scene(async (s) => {
		const booking = await booked(s);
		expect(await refusalOf(markNoShow(s.as(s.mai, DAY), { booking }))).toBe('booking-early');
		await markNoShow(s.as(s.mai, 6 * DAY), { booking });
		expect(await needOf(s, s.som, 6 * DAY)).toMatchObject({ plan: 'police', promisedOn: null });
		expect(await refusalOf(cancelBooking(s.as(s.mai, 6 * DAY), { booking }))).toBe('booking-settled');
		expect(await refusalOf(cancelBooking(s.as(s.mai), { booking: id() }))).toBe('booking-unknown');
		expect(await refusalOf(cancelBooking(s.as(s.rang), { booking }))).toBe('booking-unknown');
	})
);

test(
	'not, because of the SIM: the telecom shop is next; a need closed meanwhile stays closed',
	scene(async (s) => {
		const booking = await booked(s);
		await recordOutcome(s.as(s.mai, 6 * DAY), { booking, outcome: 'not', reason: 'sim' });
		// What was said before the visit opens no second one.
		const slots = { ...day, day: '2026-07-27' };
		await openSlots(s.as(s.thach, 6 * DAY), slots);
		const later = (await policeCalendar(s.as(s.mai, 6 * DAY), {})).rows.find((one) => one.day === slots.day)!;
		const [held] = await s.base.db<{ id: string }[]>`select id from assisted_session where person_id = ${s.som}`;
		const beside: Actor = { ...s.lua, session: held!.id, subject: s.som, authority: 'present' };
		const again = book(s.as(beside, 6 * DAY), { id: id(), slot: later.slots[0]!.id, companion: null });
		expect(await refusalOf(again)).toBe('triage-first');
		const need = (await needOf(s, s.som, 6 * DAY))!;
		expect(need).toMatchObject({ plan: 'telecom' });
		await closeNeed(s.as(s.mai, 6 * DAY), { need: need.id, outcome: 'not-wanted' });
		expect(await needOf(s, s.som, 6 * DAY)).toBeUndefined();
	})
);

test(
	'times are opened on days to come: at the station on working days, with the kit in a hamlet on any',
	scene(async (s) => {
		const open = (more: Partial<Parameters<typeof openSlots>[1]>, who = s.thach) =>
			openSlots(s.as(who), { ...day, ...more });
		const no = (more: Partial<Parameters<typeof openSlots>[1]>) => refusalOf(open(more));
		expect(await no({ day: '2026-07-13' })).toBe('promise-past');
		expect(await no({ day: '2026-07-14', from: '06:00', until: '07:30' })).toBe('slot-past');
		expect(await no({ day: '2027-12-01' })).toBe('slot-far');
		await expect(open({ from: '05:30' })).rejects.toMatchObject({ issues: [{ message: 'slot-hours' }] });
		await expect(open({ until: '22:00' })).rejects.toMatchObject({ issues: [{ message: 'slot-hours' }] });
		expect(await no({ day: '2026-07-18' })).toBe('promise-day-off');
		expect(await no({ day: '2026-07-18', place: 'kit' })).toBe('hamlet-missing');
		expect(await no({ until: '08:10' })).toBe('slot-none');
		expect(await refusalOf(open({}, { ...s.thach, centres: [] }))).toBe('not-your-place');
		expect(await refusalOf(open({}, s.lua))).toBe('not-allowed');
		await expect(open({ place: 'kit', hamlet: 'mật khẩu là hoaban' })).rejects.toMatchObject({
			issues: [{ message: 'secret-typed' }]
		});
		expect((await open({ day: '2026-07-18', place: 'kit', hamlet: 'thôn Gò Nắng' })).opened).toBe(2);
		await open({});
		for (const from of ['08:00', '08:30']) expect(await no({ from })).toBe('slot-across');
		expect(await no({ from: '07:30', until: '08:30', each: 60 })).toBe('slot-across');
		expect(
			(await policeCalendar(s.as(s.mai), {})).rows.map(({ day: on, slots }) => [on, slots.length, slots[0]!.hamlet])
		).toEqual([
			['2026-07-18', 2, 'thôn Gò Nắng'],
			['2026-07-20', 2, null]
		]);
		expect((await policeCalendar(s.as(s.rang), {})).rows).toEqual([]);
	})
);

test(
	'the kit goes to a hamlet that the commune has, under its own name',
	scene(async (s) => {
		await loadHamlets(s.as(s.thach), { text: 'Tên thôn\nthôn Gò Nắng\nthôn Bến Gió\n' });
		const kit = (hamlet: string) => openSlots(s.as(s.thach, 1), { ...day, place: 'kit', hamlet });
		expect(await refusalOf(kit('thôn Lạ Hoắc'))).toBe('hamlet-unknown');
		await kit('go nang');
		expect((await policeCalendar(s.as(s.thach, 2), {})).rows[0]!.slots[0]!.hamlet).toBe('thôn Gò Nắng');
	})
);

test(
	'whoever is erased is expected at no time',
	scene(async (s) => {
		await booked(s);
		const [own] = await s.base.db<{ id: string }[]>`select id from assisted_session where ended_at is null`;
		await end(s.as({ ...s.lua, session: own!.id, subject: s.som, authority: 'present' }, 3), {
			session: own!.id,
			reason: 'done'
		});
		await eraseFor(s, s.som);
		const hear = s.as({ ...system('test', new Set(['readiness.forget-answers']), null, [1]), subject: s.som }, 9);
		expect(await forgetAnswers(hear, { person: s.som })).toMatchObject({ freed: 1 });
		const [{ slots }] = (await policeCalendar(s.as(s.thach, 10), {})).rows as [PoliceDay];
		expect(slots.map(({ taken, people }) => [taken, people.length])).toEqual([
			[0, 0],
			[0, 0]
		]);
	})
);

test(
	'the police keep their days and say what became of a visit, see how she is to be helped, and nothing of the register',
	scene(async (s) => {
		const [slot] = await opened(s);
		const guide = await sit(s);
		await ask(s, guide);
		const booking = id();
		await book(s.as(guide, 2), { id: booking, slot: slot!, companion: null });
		const [found] = (await policeCalendar(s.as(s.sam, 3), {})).rows;
		expect(found!.slots[0]!.people).toMatchObject([{ personName: 'Sương Thị Sớm', needs: ['big-print'] }]);
		await recordOutcome(s.as(s.sam, 7 * DAY), { booking, outcome: 'level-2', reason: null });
		expect(await needOf(s, s.som, 7 * DAY)).toMatchObject({ plan: 'ticket' });
		for (const closed of [needBoard, findPeople, personRecord, readinessBeside, book])
			expect(
				await refusalOf((closed as unknown as (context: Context, input: object) => Promise<unknown>)(s.as(s.sam), {}))
			).toBe('not-allowed');
	})
);

test(
	'a day that is over is not cancelled; whoever died is expected by nobody, and nothing of theirs stays open',
	scene(async (s) => {
		const booking = await booked(s);
		expect(await refusalOf(cancelBooking(s.as(s.sam, 4), { booking }))).toBe('not-allowed');
		expect(await refusalOf(cancelBooking(s.as(s.mai, 7 * DAY), { booking }))).toBe('booking-over');
		const more = { person: s.som, urgency: 'today', source: 'phone', note: null } as const;
		await recordNeed(s.as(s.mai, 5), { ...more, id: id(), kind: 'sim' });
		const e = await needOf(s, s.som);
		await closeNeed(s.as(s.mai, 6), { need: e!.id, outcome: 'died' });
		expect(await myNeeds(s.as(self(s.som), 7), {})).toEqual([]);
		const heard = readinessListens.find(({ name }) => name === 'readiness.free-times')!;
		const actor = { ...system(heard.name, new Set(heard.may), null, [1]), subject: s.som };
		const row = { id: 1, personId: s.som, detail: { outcome: 'died' } } as never;
		await heard.hear(s.as(actor, 8), { ...(row as object), detail: { outcome: 'met' } } as never);
		expect((await policeCalendar(s.as(s.sam, 8), {})).rows[0]!.slots[0]!.people).toHaveLength(1);
		await heard.hear(s.as(actor, 8), row);
		expect((await policeCalendar(s.as(s.sam, 9), {})).rows[0]!.slots[0]!.people).toEqual([]);
	})
);
