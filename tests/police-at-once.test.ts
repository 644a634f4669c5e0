import { afterAll, beforeAll, expect, test } from 'vitest';
import { rightsOf } from '#program/roles.ts';
import { book, openSlots } from '#capabilities/readiness/book.server.ts';
import { policeCalendar } from '#capabilities/readiness/calendar.server.ts';
import { recordTriage } from '#capabilities/readiness/record-triage.server.ts';
import { recordPerson } from '#capabilities/residents/record-person.server.ts';
import { isDayOff } from '#capabilities/places/rules-calendar.ts';
import { system, type Actor } from '#kernel/actor.ts';
import { addDays, dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { commitHouse, type House } from './support/committed.ts';

// Ten people at ten desks want the same time at the police, and it has three places.

let house: House;
let leader: Actor;
beforeAll(async () => {
	house = await commitHouse();
	leader = { ...house.guide, may: new Set(rightsOf.leader) };
});
afterAll(() => house.db.end());

const workingDay = (from: string): string => (isDayOff(from) ? workingDay(addDays(from, 1)) : from);
const hours = {
	day: workingDay(addDays(dayOf(new Date()), 3)),
	each: 30,
	capacity: 3,
	place: 'station',
	hamlet: null
} as const;

const id = (): string => crypto.randomUUID();

async function somebody(n: number): Promise<Actor> {
	const person = id();
	const seed = system('door', new Set(['residents.record-person']), null, [house.centre]);
	await recordPerson(house.as(seed), {
		...{
			id: person,
			commune: house.centre - 1,
			name: 'Tre Văn Đông',
			birthYear: 1950 + n,
			birthDate: null,
			gender: 'male'
		},
		...{ hamlet: null, number: null, phone: null, needs: [], verified: true, madeUp: true }
	});
	const guide: Actor = { ...house.guide, session: id(), subject: person, authority: 'present' };
	const ready = { want: 'level-2', card: 'chip', sim: 'own', phone: 'able', fingers: 'readable' } as const;
	await recordTriage(house.as(guide), { id: id(), ...ready });
	return guide;
}

test('three of ten who book the last places at once get one, and the others are told', async () => {
	await openSlots(house.as(leader), { ...hours, from: '08:00', until: '08:30' });
	const [found] = (await policeCalendar(house.as(leader), {})).rows;
	const slot = found!.slots[0]!.id;
	const guides = await Promise.all(Array.from({ length: 10 }, (_, n) => somebody(n)));
	const said = await Promise.allSettled(
		guides.map((guide) => book(house.as(guide), { id: id(), slot, companion: null }))
	);
	const no = said.filter((one) => one.status === 'rejected').map(({ reason }) => (reason as Refusal).code);
	expect(no).toEqual(Array.from({ length: 7 }, () => 'slot-full'));
	const [after] = (await policeCalendar(house.as(leader), {})).rows;
	expect(after!.slots[0]).toMatchObject({ taken: 3, capacity: 3 });
});

test('two who open the same hours at once open them once', async () => {
	const open = (from: string, until: string) => openSlots(house.as(leader), { ...hours, from, until });
	const said = await Promise.allSettled([open('14:00', '15:00'), open('14:15', '15:15'), open('14:30', '15:00')]);
	const no = said.filter((one) => one.status === 'rejected').map(({ reason }) => (reason as Refusal).code);
	expect(no).toEqual(['slot-across', 'slot-across']);
});
