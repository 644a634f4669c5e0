import { beforeAll, expect, test } from 'vitest';
import { listen, seenBy } from '#tests/support/field.ts';
import { hearIn } from '#tests/support/hear.ts';
import { scene, self, type Scene } from '#tests/support/scene.ts';
import { register } from '#platform/listen.server.ts';
import { closeNeed } from '#capabilities/assistance/move-need.server.ts';
import { myNeeds } from '#capabilities/assistance/needs.server.ts';
import { start } from '#capabilities/assistance/start.server.ts';
import { book, openSlots } from '#capabilities/readiness/book.server.ts';
import { callOff, undoCallOff } from '#capabilities/readiness/call-off.server.ts';
import { policeCalendar } from '#capabilities/readiness/calendar.server.ts';
import { recordTriage } from '#capabilities/readiness/record-triage.server.ts';
import { recordOutcome } from '#capabilities/readiness/settle.server.ts';
import { board } from './board.server.ts';
import { homeVisits } from './room.server.ts';

// An hour that the police call off: whoever had it may be visited at home, and is not where it was taken back.

beforeAll(() => {
	listen();
	register(homeVisits.listens);
});

const id = (): string => crypto.randomUUID();

async function booked(s: Scene) {
	const session = id();
	await start(s.as(s.lua), { id: session, person: s.som, ticket: null });
	const beside = { ...s.lua, session, subject: s.som, authority: 'present' as const };
	const answers = { want: 'level-2', card: 'chip', sim: 'own', phone: 'able', fingers: 'readable' } as const;
	await recordTriage(s.as(beside, 1), { id: id(), ...answers });
	const hours = { day: '2026-07-20', from: '08:00', until: '09:00', each: 30, capacity: 1, hamlet: null } as const;
	await openSlots(s.as(s.sam), { ...hours, place: 'station' });
	const slots = (await policeCalendar(s.as(s.sam, 1), {})).rows[0]!.slots.map((slot) => slot.id);
	await book(s.as(beside, 2), { id: id(), slot: slots[0]!, companion: null });
	return { beside, slots, hours };
}

test(
	'an hour that the police call off puts whoever had it on the board, whether or not what they needed is still open',
	scene(async (s) => {
		const { beside, slots, hours } = await booked(s);
		const need = (await myNeeds(s.as(self(s.som), 3), {})).find(({ kind }) => kind === 'e-id')!;
		await closeNeed(s.as(s.lua, 3), { need: need.id, outcome: 'not-wanted' });
		await callOff(s.as(s.thach, 4), { id: id(), slots: [slots[0]!] });
		await seenBy(s);
		await hearIn(s, 'home-visits', () => s.as(s.thach, 5).now);
		const waits = () => board(s.as(s.thach, 6), {}).then(({ waiting }) => waiting);
		expect(await waits()).toMatchObject([{ personId: s.som, source: 'police', kind: 'e-id', told: null }]);
		// Heard twice, it is one.
		await (await seenBy(s))`update delivery set done_at = null where listener = 'home-visits.called-off'`;
		await hearIn(s, 'home-visits', () => s.as(s.thach, 7).now);
		expect(await waits()).toHaveLength(1);
		// The police have served them after all: they wait no longer; until then they do.
		await openSlots(s.as(s.sam, 8), { ...hours, from: '10:00', until: '11:00', place: 'station' });
		const { rows } = await policeCalendar(s.as(s.sam, 8), {});
		const free = rows.flatMap((row) => row.slots).find((slot) => !slots.includes(slot.id))!;
		const booking = id();
		await book(s.as(beside, 9), { id: booking, slot: free.id, companion: null });
		expect(await waits()).toHaveLength(1);
		await recordOutcome(s.as(s.sam, 7 * 24 * 60), { booking, outcome: 'level-2', reason: null });
		expect(await waits()).toEqual([]);
	})
);

test(
	'taken back within its minute, nobody comes home for it: whether it was heard before or not',
	scene(async (s) => {
		const { slots } = await booked(s);
		const waits = async (minutes: number) => {
			await seenBy(s);
			await hearIn(s, 'home-visits', () => s.as(s.thach, minutes).now);
			return (await board(s.as(s.thach, minutes), {})).waiting.map(({ personId }) => personId);
		};
		const off = async () => (await callOff(s.as(s.sam, 4), { id: id(), slots: [slots[0]!] })).id;
		const first = await off();
		expect(await waits(4.1)).toEqual([s.som]);
		await undoCallOff(s.as(s.sam, 4.2), { callOff: first });
		expect(await waits(4.3)).toEqual([]);
		await undoCallOff(s.as(s.sam, 4.5), { callOff: await off() });
		expect(await waits(4.6)).toEqual([]);
	})
);
