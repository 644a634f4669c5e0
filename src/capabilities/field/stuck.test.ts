import { beforeAll, describe, expect, test } from 'vitest';
import { readState, saveState } from './state.browser.ts';
import { handOver, withdrawFrom } from './areas.server.ts';
import { lentHere } from './lent.browser.ts';
import { confirmHotline, hotlinesWaiting } from '#capabilities/support/hotlines-second.server.ts';
import { setHotlines } from '#capabilities/support/hotlines.server.ts';
import { LentSupport } from '#capabilities/support/lent-support.ts';
import { mergeTicket } from '#capabilities/support/merge.server.ts';
import { ringLate } from '#capabilities/support/ring.server.ts';
import { showLoss } from '#capabilities/support/show-loss.server.ts';
import { openTicket } from '#capabilities/support/write.server.ts';
import { showTicket } from '#capabilities/support/show.server.ts';
import {
	areaOf,
	atTheDoor,
	hearAll,
	laterIn,
	listen,
	outcomeOf,
	phoneOf,
	seenBy,
	syncNow,
	type Held
} from '#tests/support/field.ts';
import { keeps } from '#capabilities/support/keeps.ts';
import { myCopyOf } from '#tests/support/copy.ts';
import { eraseFor } from '#tests/support/erase.ts';
import { open, ticketOf } from '#tests/support/stuck-ticket.ts';
import { scene, type Scene } from '#tests/support/scene.ts';
import { settleOperation, unsettled } from './box.server.ts';
import { openWord } from './open-word.server.ts';

// A ticket of whoever is stuck, written at a door where there is no line.

beforeAll(listen);

const id = (): string => crypto.randomUUID();
const HOUR = 3_600_000;
const rows = async (s: Scene) =>
	(await seenBy(s))<Record<string, unknown>[]>`
		select id, number, source, system, device, urgency, state, person_id, staff_id, made_by, next_step, made_at, arrived_at, owner_id from support_ticket order by number`;
const lentTo = (held: Held) => lentHere(held.phone, held.unlocked, 'support', LentSupport);

describe('a ticket that was written at a door', () => {
	test(
		'is a ticket like any other once, however often it is sent; its clocks run from when it was written, and the phone reads its number',
		scene(async (s) => {
			const { clock, home, phone } = await atTheDoor(s);
			const written = clock.at();
			const ticket = ticketOf({ person: s.som, device: 'own-phone' });
			const operation = await open(phone, ticket, home, [s.som]);
			clock.ms += 2 * HOUR;
			expect(await syncNow(phone)).toMatchObject({ pushed: 1, acknowledged: 1, waiting: 0, fault: null });
			const [row, ...more] = await rows(s);
			expect(more).toEqual([]);
			expect(row).toMatchObject({
				...{ id: ticket.id, source: 'field', system: 'portal', device: 'own-phone', urgency: 'high', state: 'open' },
				...{ personId: s.som, staffId: null, madeBy: s.lua.id, ownerId: null, nextStep: 'answer' },
				...{ madeAt: written, arrivedAt: clock.at() }
			});
			expect((await lentTo(phone))?.tickets).toEqual([{ id: ticket.id, number: row!['number'] }]);
			// Her copy says both hours.
			const [kept] = (await myCopyOf(s, s.som, 2 * 60 + 1)).support_ticket!;
			expect([kept!['made_at'], kept!['arrived_at']].map((one) => new Date(String(one)))).toEqual([
				written,
				clock.at()
			]);
			const said = keeps['support_ticket']!;
			expect('copy' in said ? said.copy.map(([column]) => column) : []).toContain('arrived_at');
			const at = laterIn(s, clock.at);
			const shown = await showTicket(at(s.mai), { ticket: ticket.id });
			expect(shown.events).toMatchObject([{ kind: 'said', words: ticket.words, at: written }]);
			// A quarter of an hour after it was written somebody was to answer.
			expect(shown.clocks.first).toEqual({ state: 'late', due: new Date(written.getTime() + 15 * 60_000) });
			await phone.phone.outbox.put({ ...(await phone.phone.outbox.get(operation))!, status: 'waiting' });
			await syncNow(phone);
			expect(await outcomeOf(phone, operation)).toEqual(['done', 'duplicate', null]);
			expect(await rows(s)).toHaveLength(1);
		})
	);

	test(
		'is of a caller who is named there, or of whoever holds the phone; two phones that come in any order get a number each',
		scene(async (s) => {
			const { clock, home, phone } = await atTheDoor(s);
			const other = await phoneOf(s, s.mai, clock.at);
			const caller = ticketOf({ caller: 'cô bán quán', phone: '0900 000 555', stuck: 'many', due: 'later' });
			const own = ticketOf({ own: true, system: 'phone', stuck: 'asks', due: 'later' });
			await open(phone, caller, home);
			clock.ms += HOUR;
			await open(phone, own, null);
			await areaOf(s, 'Ngõ Sau', s.mai);
			await syncNow(other);
			const second = ticketOf({ own: true });
			await open(other, second, null);
			await syncNow(other);
			await syncNow(phone);
			expect(await rows(s)).toMatchObject([
				{ id: second.id, staffId: s.mai.id },
				{ id: caller.id, staffId: null, personId: null, urgency: 'medium' },
				{ id: own.id, staffId: s.lua.id, device: 'field-phone', urgency: 'low' }
			]);
			const shown = await showTicket(laterIn(s, clock.at)(s.mai), { ticket: caller.id });
			expect(shown).toMatchObject({ name: 'cô bán quán', phone: '0900000555', unproved: true, version: 1 });
			expect((await lentTo(other))?.tickets).toEqual([{ id: second.id, number: 1 }]);
		})
	);

	test(
		'late by the time it comes it rings the team at once, and climbs from then: nobody here could have known before',
		scene(async (s) => {
			const { clock, home, phone } = await atTheDoor(s);
			await open(phone, ticketOf({ person: s.som }), home, [s.som]);
			clock.ms += 5 * HOUR;
			await syncNow(phone);
			const ring = async (minutes: number) => {
				await ringLate().run({ ...s.base, clock: () => new Date(clock.ms + minutes * 60_000) } as never);
				const rung = await (await seenBy(s))<{ rung: string }[]>`
					select rung from support_ring where clock = 'first' order by at, rung desc`;
				return rung.map((one) => one.rung);
			};
			expect(await ring(0)).toEqual([]);
			expect(await ring(1)).toEqual(['team']);
			expect(await ring(29)).toEqual(['team']);
			expect(await ring(31)).toEqual(['team', 'leader']);
		})
	);

	test(
		'written on a phone whose battery was empty it is no older than what was said on it before, nor than the last answer of the house',
		scene(async (s) => {
			const { clock, home } = await atTheDoor(s);
			let set: number | null = null;
			const phone = await phoneOf(s, s.lua, clock.at, { clock: () => set ?? clock.ms });
			await syncNow(phone);
			const madeAt = async (ticket: string) => (await rows(s)).find((row) => row['id'] === ticket)?.['madeAt'];
			const written = async () => {
				const ticket = ticketOf({ caller: 'cô bán quán' });
				await open(phone, ticket, home);
				return ticket.id;
			};
			clock.days(20);
			const before = clock.at();
			const first = await written();
			set = Date.UTC(2000, 0, 1);
			clock.ms += HOUR;
			const second = await written();
			clock.ms += HOUR;
			await syncNow(phone);
			// Both came at once: the second is dated by the first.
			expect([await madeAt(first), await madeAt(second)]).toEqual([before, before]);
			// The phone knows by then how late it is; falls back once more, it knows the last answer.
			const answered = clock.at();
			set = Date.UTC(1990, 0, 1);
			clock.ms += HOUR;
			const third = await written();
			await syncNow(phone);
			expect(await madeAt(third)).toEqual(answered);
			// An app that knows nothing of it is dated by what lies here of its phone.
			const state = await readState(phone.phone);
			set = Date.UTC(1980, 0, 1);
			await saveState(phone.phone, state, { told: { ...state.told!, serverTime: 0 } });
			const fourth = await written();
			clock.ms += HOUR;
			await syncNow(phone);
			expect(await madeAt(fourth)).toEqual(answered);
		})
	);

	test(
		'put under what they said by telephone it rings nobody further up for what nobody could know: it still came when it came',
		scene(async (s) => {
			const { clock, home, phone } = await atTheDoor(s);
			const first = ticketOf({ person: s.som });
			await open(phone, first, home, [s.som]);
			clock.ms += 5 * HOUR;
			await syncNow(phone);
			const at = laterIn(s, clock.at);
			const second = {
				id: id(),
				system: 'portal',
				source: 'phone',
				stuck: 'one',
				due: 'today',
				person: s.som
			} as const;
			const { number } = await openTicket(at(s.lua), {
				...{ ...second, caller: null, phone: null, fault: null, words: 'Vẫn quay mãi.' }
			});
			await mergeTicket(at(s.lua), { ticket: first.id, into: `H ${number}`, version: 1 });
			const ring = async (minutes: number) => {
				await ringLate().run({ ...s.base, clock: () => new Date(clock.ms + minutes * 60_000) } as never);
				const rung = await (await seenBy(s))<{ rung: string }[]>`
					select distinct rung from support_ring where ticket_id = ${second.id} order by rung desc`;
				return rung.map((one) => one.rung);
			};
			expect(await ring(1)).toEqual(['team']);
			expect(await ring(29)).toEqual(['team']);
			expect(await ring(31)).toEqual(['team', 'leader']);
		})
	);

	test(
		'where money runs away its first hour began when it was written, and the phone has the card and the numbers that stand, and none that was made up',
		scene(async (s) => {
			const { clock, home, phone } = await atTheDoor(s);
			expect((await lentTo(phone))?.hotlines).toEqual({ centre: null, police: null });
			expect((await lentTo(phone))?.hour.steps).toHaveLength(6);
			const at = laterIn(s, clock.at);
			await setHotlines(at(s.thach), { centre: '0900000777', police: '0900000113', sawCentre: null, sawPolice: null });
			await syncNow(phone);
			expect((await lentTo(phone))?.hotlines).toEqual({ centre: null, police: null });
			for (const { id: hotline, phone: number, stands } of await hotlinesWaiting(at(s.mai), {}))
				await confirmHotline(at(s.mai), { hotline, phone: number, stands });
			await syncNow(phone);
			expect((await lentTo(phone))?.hotlines).toEqual({ centre: '0900000777', police: '0900000113' });
			const written = clock.at();
			const ticket = ticketOf({
				person: s.som,
				system: 'message',
				stuck: 'money-running',
				words: 'vừa chuyển cho người lạ'
			});
			await open(phone, ticket, home, [s.som]);
			clock.ms += HOUR;
			await syncNow(phone);
			expect(await showLoss(at(s.mai), { ticket: ticket.id })).toMatchObject({
				...{ begunAt: written, handOver: { state: 'late', minutes: 45 } },
				calls: [{ call: 'day' }, { call: 'week' }]
			});
		})
	);

	test(
		'is read by whoever goes there now where the door was handed on, and is a ticket with its first hour once they accept it',
		scene(async (s) => {
			const { clock, home, phone } = await atTheDoor(s);
			const ticket = ticketOf({ person: s.som, words: 'máy in thẻ không ra' });
			const operation = await open(phone, ticket, home, [s.som]);
			const next = await areaOf(s, 'Gò Nắng', s.mai);
			await handOver(s.as(s.thach), { households: [home], to: next });
			await syncNow(phone);
			expect(await outcomeOf(phone, operation)).toEqual(['done', 'rerouted', 'handed-over']);
			expect(await rows(s)).toEqual([]);
			const at = laterIn(s, clock.at);
			expect(await unsettled(at(s.thach), {})).toMatchObject([{ id: operation, command: 'support.open-at-door' }]);
			expect((await openWord(at(s.thach), { operation })).input).toEqual({
				...{ system: 'portal', stuck: 'one', words: 'máy in thẻ không ra' }
			});
			await settleOperation(at(s.thach), { operation, accept: true });
			await hearAll(s, clock.at);
			expect(await rows(s)).toMatchObject([{ id: ticket.id, madeBy: s.lua.id, personId: s.som }]);
			await syncNow(phone);
			expect((await lentTo(phone))?.tickets).toMatchObject([{ id: ticket.id }]);
		})
	);

	test(
		'whoever goes nowhere any more is told so; of whoever was erased nothing is kept; a code that was typed past the phone is kept nowhere',
		scene(async (s) => {
			const { clock, area, home, phone } = await atTheDoor(s);
			const secret = await open(phone, ticketOf({ person: s.gia, words: 'mã OTP là 482913' }), home, [s.gia]);
			const gone = await open(phone, ticketOf({ person: s.som }), home, [s.som]);
			await eraseFor(s, s.som);
			await syncNow(phone);
			expect(await outcomeOf(phone, secret)).toEqual(['box', 'rejected', 'secret-typed']);
			expect(await outcomeOf(phone, gone)).toBeUndefined();
			const held = await (await seenBy(s))`select code, sealed from field_operation where id = ${secret}`;
			expect(held).toEqual([{ code: 'secret-typed', sealed: null }]);
			const own = await open(phone, ticketOf({ own: true }), null);
			await withdrawFrom(laterIn(s, clock.at)(s.thach), { area, staff: s.lua.id });
			await syncNow(phone);
			expect(await outcomeOf(phone, own)).toEqual(['done', 'rerouted', 'handed-over']);
			expect(await rows(s)).toEqual([]);
		})
	);
});
