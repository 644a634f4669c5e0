import { expect, test } from 'vitest';
import { planNeed } from '#capabilities/assistance/move-need.server.ts';
import { recordNeed } from '#capabilities/assistance/record-need.server.ts';
import { start } from '#capabilities/assistance/start.server.ts';
import { offers } from '#capabilities/home-visits/board.server.ts';
import { addShift } from '#capabilities/home-visits/shifts.server.ts';
import { askVisit, tellTime } from '#capabilities/home-visits/tell.server.ts';
import { staffNotices } from '#capabilities/notices/staff-told.server.ts';
import { book, openSlots } from '#capabilities/readiness/book.server.ts';
import { policeCalendar } from '#capabilities/readiness/calendar.server.ts';
import { recordTriage } from '#capabilities/readiness/record-triage.server.ts';
import { recordOutcome } from '#capabilities/readiness/settle.server.ts';
import type { Actor } from '#kernel/actor.ts';
import { scene, type Scene } from './support/scene.ts';
import { hearFacts } from './support/told.ts';

// A need goes from one helper to another by what other rooms do: whoever has it now reads it, and who had it reads of it no more.

const DAY = 24 * 60;
const id = (): string => crypto.randomUUID();

/** What a guide and an officer read once everything is heard. */
async function told(s: Scene, minutes: number): Promise<Record<string, string[]>> {
	await hearFacts(s, minutes);
	const read = async (actor: Actor) =>
		(await staffNotices(s.as(actor, minutes), {})).rows.map(({ fact }) => fact).toSorted();
	return { lua: await read(s.lua), mai: await read(s.mai) };
}

/** A need of bác Sớm that whoever leads gave to Mai. */
async function given(s: Scene, kind: 'papers' | 'e-id'): Promise<string> {
	const need = id();
	await recordNeed(s.as(s.thach), {
		...{ id: need, person: s.som, kind, urgency: 'this-week', source: 'counter', note: null }
	});
	await planNeed(s.as(s.thach, 1), { need, of: null, helper: s.mai.id, plan: 'home-visit', promisedOn: null });
	return need;
}

test(
	'a visit for which another goes out takes the need from whoever had it',
	scene(async (s) => {
		const [need, shift, visit] = [await given(s, 'papers'), id(), id()];
		expect(await told(s, 2)).toEqual({ lua: [], mai: ['assistance.given'] });
		await addShift(s.as(s.thach, 3), {
			...{ id: shift, day: '2026-07-15', helpers: [s.lua.id, s.mai.id], from: '07:30', until: '17:00' },
			...{ mode: 'bicycle', hamlet: null }
		});
		await askVisit(s.as(s.thach, 3), {
			...{ id: visit, need, woman: false, two: false, language: null, parts: ['morning', 'afternoon'], minutes: 40 }
		});
		const offer = (await offers(s.as(s.thach, 4), { visit })).offers[0]!;
		const { day, from, until, shifts } = offer;
		await tellTime(s.as(s.thach, 5), { visit, day, from, until, shifts: [...shifts] });
		expect(await told(s, 6)).toEqual({ lua: ['home-visits.given'], mai: ['home-visits.given'] });
	})
);

test(
	'whoever asks the five questions has the need, then whoever goes along; once it is met it is over',
	scene(async (s) => {
		await given(s, 'e-id');
		expect(await told(s, 2)).toEqual({ lua: [], mai: ['assistance.given'] });
		const session = id();
		await start(s.as(s.lua, 3), { id: session, person: s.som, ticket: null });
		const guide: Actor = { ...s.lua, session, subject: s.som, authority: 'present' };
		const asks = (minutes: number) =>
			recordTriage(s.as(guide, minutes), {
				...{ id: id(), want: 'level-2', card: 'chip', sim: 'own', phone: 'able', fingers: 'readable' }
			});
		await asks(4);
		expect(await told(s, 5)).toEqual({ lua: [], mai: [] });
		await openSlots(s.as(s.sam, 6), {
			...{ day: '2026-07-20', from: '08:00', until: '09:00', each: 30, capacity: 1, place: 'station', hamlet: null }
		});
		const [found] = (await policeCalendar(s.as(s.sam, 7), {})).rows;
		const booking = id();
		await book(s.as(guide, 8), { id: booking, slot: found!.slots[0]!.id, companion: s.mai.id });
		expect(await told(s, 9)).toEqual({ lua: [], mai: ['readiness.given'] });
		// Asked again, it stays with whoever goes along: no news.
		await asks(10);
		expect(await told(s, 11)).toEqual({ lua: [], mai: ['readiness.given'] });
		const settles = (outcome: 'level-2' | 'activated', minutes: number) =>
			recordOutcome(s.as(s.sam, minutes), { booking, outcome, reason: null });
		await settles('level-2', 7 * DAY);
		expect(await told(s, 7 * DAY + 1)).toEqual({ lua: [], mai: ['readiness.given'] });
		await settles('activated', 7 * DAY + 2);
		expect(await told(s, 7 * DAY + 3)).toEqual({ lua: [], mai: [] });
	})
);
