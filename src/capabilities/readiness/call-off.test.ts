import { expect, test } from 'vitest';
import { closeNeed, takeNeed } from '#capabilities/assistance/move-need.server.ts';
import { myNeeds, needBoard, showNeed } from '#capabilities/assistance/needs.server.ts';
import { start } from '#capabilities/assistance/start.server.ts';
import { toCall } from '#capabilities/assistance/to-call.server.ts';
import type { Actor } from '#kernel/actor.ts';
import { refusalOf, scene, self, type Scene } from '#tests/support/scene.ts';
import { book, openSlots } from './book.server.ts';
import { callOff, calledOff, undoCallOff } from './call-off.server.ts';
import { myReadiness, policeCalendar } from './calendar.server.ts';
import { recordTriage } from './record-triage.server.ts';
import { cancelBooking } from './settle.server.ts';

const id = (): string => crypto.randomUUID();
const DAY = 24 * 60;
const ready = { want: 'level-2', card: 'chip', sim: 'own', phone: 'able', fingers: 'readable' } as const;
const day = {
	day: '2026-07-20',
	from: '08:00',
	until: '09:00',
	each: 30,
	capacity: 2,
	place: 'station',
	hamlet: null
} as const;

const slotsAt = async (s: Scene, minutes: number) =>
	(await policeCalendar(s.as(s.sam, minutes), {})).rows.flatMap(({ slots }) => slots);
const needOf = async (s: Scene, person: string, minutes = 5) =>
	(await myNeeds(s.as(self(person), minutes), {})).find(({ kind }) => kind === 'e-id');

/** Sớm has the first of two times; answers her booking, who sits beside her, and both times. */
async function booked(s: Scene) {
	await openSlots(s.as(s.sam), day);
	const [first, second] = (await slotsAt(s, 1)).map((slot) => slot.id) as [string, string];
	const session = id();
	await start(s.as(s.lua), { id: session, person: s.som, ticket: null });
	const beside: Actor = { ...s.lua, session, subject: s.som, authority: 'present' };
	await recordTriage(s.as(beside, 1), { id: id(), ...ready });
	const booking = id();
	await book(s.as(beside, 2), { id: booking, slot: first, companion: null });
	return { booking, beside, first, second };
}

/** Calls off at the fourth minute; answers by which act. */
async function off(s: Scene, slots: string[], who = s.sam): Promise<string> {
	return (await callOff(s.as(who, 4), { id: id(), slots })).id;
}
const undo = (s: Scene, act: string, minutes = 4.5, who = s.sam) => undoCallOff(s.as(who, minutes), { callOff: act });

test(
	'called off by the police: nobody can take the time, who had it is to be called and reads it, the hours are free again',
	scene(async (s) => {
		const { booking, beside, first, second } = await booked(s);
		const no = (slots: string[], minutes = 4, who = s.thach) =>
			refusalOf(callOff(s.as(who, minutes), { id: id(), slots }));
		expect(await no([first], 4, s.lua)).toBe('not-allowed');
		expect(await no([first, id()])).toBe('slot-unknown');
		expect(await no([first], 7 * DAY)).toBe('call-off-past');
		await expect(callOff(s.as(s.thach, 4), { id: id(), slots: [] })).rejects.toMatchObject({
			issues: [{ message: 'slots-missing' }]
		});
		expect(await callOff(s.as(s.thach, 4), { id: id(), slots: [first] })).toMatchObject({ calledOff: 1, people: 1 });
		expect(await no([first])).toBe('call-off-before');
		const need = await needOf(s, s.som);
		// Somebody calls by the next working day; it stands among what is to be called, is late after it, and in its own history.
		expect(need).toMatchObject({ plan: 'by-phone', promisedOn: '2026-07-15' });
		const board = { by: 'hamlet', kind: null, urgency: null, late: true, toCall: true } as const;
		expect((await needBoard(s.as(s.mai, 5), { ...board, late: false })).groups[0]!.needs).toMatchObject([
			{ id: need!.id, late: null }
		]);
		expect((await needBoard(s.as(s.mai, 2 * DAY), board)).counts).toMatchObject({ toCall: 1, late: 1 });
		const { history } = await showNeed(s.as(s.mai, 5), { need: need!.id });
		expect(history.rows.map(({ command }) => command)).toContain('readiness.call-off');
		expect((await myReadiness(s.as(self(s.som), 5), {})).appointments).toMatchObject([
			{ id: booking, state: 'called-off' }
		]);
		expect((await slotsAt(s, 5)).map((slot) => slot.id)).toEqual([second]);
		expect(await refusalOf(cancelBooking(s.as(s.mai, 5), { booking }))).toBe('booking-settled');
		expect(await refusalOf(book(s.as(beside, 6), { id: id(), slot: first, companion: null }))).toBe('slot-unknown');
		await openSlots(s.as(s.thach, 6), { ...day, until: '08:30' });
		await book(s.as(beside, 7), { id: id(), slot: second, companion: null });
		expect((await myReadiness(s.as(self(s.som), 8), {})).appointments).toMatchObject([{ state: 'booked' }]);
	})
);

test(
	'who is to be called stands on the call list at once, with number, day and owner, also where no need was open',
	scene(async (s) => {
		const { first } = await booked(s);
		expect((await toCall(s.as(s.mai, 3), {})).rows).toEqual([]);
		const need = await needOf(s, s.som, 3);
		await closeNeed(s.as(s.mai, 3), { need: need!.id, outcome: 'met-elsewhere' });
		await off(s, [first]);
		expect((await toCall(s.as(s.mai, 4), {})).rows).toMatchObject([
			{
				name: 'Sương Thị Sớm',
				phone: '0900000318',
				promisedOn: '2026-07-15',
				kind: 'e-id',
				ownerName: null,
				late: null
			}
		]);
		expect((await toCall(s.as(s.rang, 4), {})).rows).toEqual([]);
		expect(await refusalOf(toCall(s.as(s.sam, 4), {}))).toBe('not-allowed');
	})
);

test(
	'whoever booked after the names were read is not called off unread',
	scene(async (s) => {
		const { booking, first } = await booked(s);
		const read = (seen: string[]) => callOff(s.as(s.sam, 4), { id: id(), slots: [first], seen });
		expect(await refusalOf(read([]))).toBe('call-off-moved');
		expect(await read([booking, id()])).toMatchObject({ people: 1 });
	})
);

test(
	'for a minute it is taken back whole: times and bookings stand again and nobody is to be called',
	scene(async (s) => {
		const { booking, first, second } = await booked(s);
		const act = await off(s, [first, second]);
		expect(await calledOff(s.as(s.sam, 4), { callOff: act })).toEqual({
			...{ times: 2, people: 1, undone: false },
			until: s.as(s.sam, 5).now
		});
		expect(await calledOff(s.as(s.sam, 4), { callOff: id() })).toBeNull();
		expect(await refusalOf(undo(s, id()))).toBe('call-off-unknown');
		expect(await refusalOf(undo(s, act, 4.5, s.lua))).toBe('not-allowed');
		const pressed = s.as(s.sam, 4.5);
		expect(await undoCallOff(pressed, { callOff: act })).toEqual({ times: 2, people: 1 });
		// Pressed twice it is the same press; a second tab is told that it is done.
		expect(await undoCallOff(pressed, { callOff: act })).toEqual({ times: 2, people: 1 });
		expect(await refusalOf(undo(s, act))).toBe('call-off-undone');
		expect(await calledOff(s.as(s.sam, 5), { callOff: act })).toMatchObject({ undone: true, people: 1 });
		expect((await slotsAt(s, 5)).map((slot) => [slot.id, slot.taken])).toEqual([
			[first, 1],
			[second, 0]
		]);
		expect((await myReadiness(s.as(self(s.som), 5), {})).appointments).toMatchObject([
			{ id: booking, state: 'booked' }
		]);
		const need = await needOf(s, s.som);
		expect(need).toMatchObject({ plan: 'police', promisedOn: day.day });
		expect((await toCall(s.as(s.mai, 5), {})).rows).toEqual([]);
		const { history } = await showNeed(s.as(s.mai, 5), { need: need!.id });
		expect(history.rows.map(({ command }) => command)).toContain('readiness.undo-call-off');
		// And they are called off once more.
		expect(await callOff(s.as(s.sam, 6), { id: id(), slots: [first] })).toMatchObject({ people: 1 });
	})
);

test(
	'after a minute, or once somebody is called, has another time or the hours were opened anew, it is not taken back',
	scene(async (s) => {
		const { beside, first, second } = await booked(s);
		let act = await off(s, [first]);
		expect(await refusalOf(undo(s, act, 5.1))).toBe('call-off-late');
		const need = (await needOf(s, s.som))!;
		await takeNeed(s.as(s.mai, 4.2), { need: need.id });
		expect(await refusalOf(undo(s, act))).toBe('undo-called');
		await openSlots(s.as(s.thach, 4.3), { ...day, until: '08:30' });
		expect(await refusalOf(undo(s, act))).toBe('undo-opened');
		const again = (await slotsAt(s, 5)).find(({ starts }) => starts === '08:00')!;
		act = await off(s, [again.id]);
		await book(s.as(beside, 4.4), { id: id(), slot: second, companion: null });
		// Nobody had booked the time that was called off last: it stands again beside hers.
		expect(await undo(s, act)).toEqual({ times: 1, people: 0 });
		act = await off(s, [second]);
		await book(s.as(beside, 4.4), { id: id(), slot: again.id, companion: null });
		expect(await refusalOf(undo(s, act))).toBe('undo-rebooked');
		expect((await slotsAt(s, 5)).map((slot) => slot.id)).toEqual([again.id]);
	})
);
