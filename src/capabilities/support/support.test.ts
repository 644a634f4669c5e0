import { expect, test } from 'vitest';
import { dayOf } from '#kernel/day.ts';
import { erase } from '#capabilities/data-rights/erase.server.ts';
import { makeRequest } from '#capabilities/data-rights/requests.server.ts';
import { myLooks } from '#capabilities/privacy/my-looks.server.ts';
import { waitingOf } from '#platform/asks.server.ts';
import { lookAs } from '#platform/scope.server.ts';
import { listener, refusalOf, scene, self, type Scene } from '#tests/support/scene.ts';
import { ticketsAsking } from './asks.server.ts';
import { planTicket, sayOnTicket, takeTicket } from './go-on.server.ts';
import { showTicket, tickets } from './show.server.ts';
import { clearTickets } from './sql.server.ts';
import { openTicket } from './write.server.ts';

const id = (): string => crypto.randomUUID();
const DAY = 24 * 60;
const WORDS = 'Em ký hồ sơ, máy báo chứng thư lỗi.';

const open = (s: Scene, more: Partial<Parameters<typeof openTicket>[1]> = {}, minutes = 0) =>
	openTicket(s.as(s.lua, minutes), {
		...{ id: id(), system: 'signature', source: 'phone', stuck: 'one', due: 'this-week' },
		...{ person: s.som, caller: null, phone: null, fault: null, words: WORDS },
		...more
	});
const show = (s: Scene, ticket: string, minutes: number, who = s.lua) => showTicket(s.as(who, minutes), { ticket });
const all = (s: Scene, minutes: number, who = s.lua) => tickets(s.as(who, minutes), { view: 'all' });
const say = async (
	s: Scene,
	ticket: string,
	kind: Parameters<typeof sayOnTicket>[1]['kind'],
	minutes: number,
	more: { until?: string; version?: number; who?: Scene['lua'] } = {}
) => {
	const { version } = await show(s, ticket, minutes);
	return sayOnTicket(s.as(more.who ?? s.lua, minutes), {
		...{ id: id(), ticket, version: more.version ?? version, kind },
		...{ words: kind === 'confirmed' ? null : 'Một câu.', until: more.until ?? null }
	});
};

test(
	'from the first word to “it works”: three clocks, a promise, a pause for them, and over by their word alone',
	scene(async (s) => {
		const { id: ticket, number } = await open(s);
		expect(number).toBe(1);
		expect(await open(s, {}, 1)).toMatchObject({ number: 2 });
		expect((await all(s, 2)).rows[0]).toMatchObject({
			...{ number: 1, name: 'Sương Thị Sớm', urgency: 'medium', owner: null, next: 'answer', state: 'open' },
			...{ nextOn: dayOf(s.as(s.lua).now), clocks: { first: { state: 'runs' }, next: { state: 'none' } } }
		});
		const asks = async (minutes: number) => (await waitingOf(s.as(s.lua, minutes), [ticketsAsking])).get(ticketsAsking);
		expect(await asks(3)).toBe(2);
		await say(s, ticket, 'answered', 19, { until: '2026-07-14T10:30' });
		const told = await show(s, ticket, 20);
		expect(await asks(20)).toBe(1);
		// Taken, and its day is over.
		expect(await asks(2 * DAY)).toBe(2);
		expect(told).toMatchObject({ owner: 'Hoa Thị Lúa', state: 'open', phone: '0900000318', unproved: false });
		expect(told.clocks).toMatchObject({ first: { state: 'done', minutes: 19, late: false }, next: { state: 'runs' } });
		await say(s, ticket, 'waits', 40);
		expect((await show(s, ticket, 41)).clocks.solved).toEqual({ state: 'paused', spent: 40 });
		await say(s, ticket, 'said', 60);
		expect((await show(s, ticket, 61)).clocks.solved.state).toBe('runs');
		await say(s, ticket, 'solved', 70);
		expect(await show(s, ticket, 71)).toMatchObject({
			state: 'solved',
			clocks: { solved: { state: 'done', minutes: 50 } }
		});
		expect((await all(s, 72)).counts).toMatchObject({ all: 2, solved: 1 });
		await say(s, ticket, 'back', 80);
		expect((await show(s, ticket, 81)).state).toBe('open');
		await say(s, ticket, 'solved', 82);
		await say(s, ticket, 'confirmed', 90);
		expect((await all(s, 91)).rows.map((one) => one.number)).toEqual([2]);
		expect(await refusalOf(say(s, ticket, 'answered', 92))).toBe('support-not-so');
		// "It came back" weeks later: it is found among what is over.
		const over = await tickets(s.as(s.lua, 93), { view: 'over' });
		expect([over.rows.length, over.rows.map((one) => one.number)]).toEqual([1, [1]]);
		const looks = (await myLooks(s.as(self(s.som), 95), {})).rows;
		expect(looks.map(({ purpose }) => purpose)).toContain('support');
	})
);

test(
	'two who take one ticket: the second reads that it moved; a day that is over, a promise that is over and no words are refused',
	scene(async (s) => {
		const { id: ticket } = await open(s);
		const { version } = await show(s, ticket, 1);
		await takeTicket(s.as(s.lua, 2), { ticket, version });
		expect(await refusalOf(takeTicket(s.as(s.mai, 3), { ticket, version }))).toBe('support-moved-by');
		expect(await refusalOf(say(s, ticket, 'answered', 4, { version }))).toBe('support-moved-by');
		expect((await show(s, ticket, 5)).owner).toBe('Hoa Thị Lúa');
		const now = await show(s, ticket, 6, s.mai);
		await takeTicket(s.as(s.mai, 6), { ticket, version: now.version });
		expect(await show(s, ticket, 7)).toMatchObject({ owner: 'Nắng Thị Mai', mine: false });
		const plan = { ticket, next: 'call', version: now.version + 1 } as const;
		expect(await refusalOf(planTicket(s.as(s.mai, 8), { ...plan, nextOn: '2026-07-13' }))).toBe('support-day-over');
		await planTicket(s.as(s.mai, 8), { ...plan, nextOn: '2026-07-16' });
		expect(await show(s, ticket, 9)).toMatchObject({ next: 'call', nextOn: '2026-07-16' });
		expect(await refusalOf(say(s, ticket, 'answered', 60, { until: '2026-07-14T10:00' }))).toBe('support-until-over');
		const none = { id: id(), ticket, version: now.version + 2, kind: 'answered', words: null, until: null } as const;
		expect(await refusalOf(sayOnTicket(s.as(s.lua, 61), none))).toBe('support-words');
	})
);

test(
	'a caller who is nobody of the register is unproved and stands under a key of the ticket alone; one’s own machine is of nobody else',
	scene(async (s) => {
		const caller = { person: null, caller: 'Bèo Thị Ao', phone: '0900 000 555' };
		const { id: ticket } = await open(s, caller);
		expect(await show(s, ticket, 1)).toMatchObject({
			name: 'Bèo Thị Ao',
			phone: '0900 000 555',
			unproved: true,
			person: null
		});
		const [row] = await s.base.db<{ caller: Buffer; words: Buffer }[]>`
			select t.caller, e.words from support_ticket t join support_event e on e.ticket_id = t.id where t.id = ${ticket}`;
		expect(`${row!.caller} ${row!.words}`).not.toMatch(/Bèo|chứng thư/);
		expect(await refusalOf(open(s, { ...caller, person: s.som }))).toBe('support-of-two');
		expect(await refusalOf(open(s, { person: null }))).toBe('support-of-nobody');
		expect(await refusalOf(open(s, { ...caller, phone: '12' }))).toBe('support-phone');
		const { id: own } = await open(s, { person: null, source: 'staff', system: 'printer' });
		expect(await show(s, own, 2)).toMatchObject({ name: 'Hoa Thị Lúa', person: null, unproved: false });
		await expect(open(s, { words: 'mã của em là 482913' })).rejects.toThrow();
	})
);

test(
	'another commune reads, takes and answers no ticket of this one',
	scene(async (s) => {
		const { id: ticket } = await open(s);
		expect((await all(s, 1, s.rang)).rows).toEqual([]);
		expect(await refusalOf(show(s, ticket, 1, s.rang))).toBe('support-unknown');
		expect(await refusalOf(takeTicket(s.as(s.rang, 1), { ticket, version: 1 }))).toBe('support-unknown');
		expect(await refusalOf(say(s, ticket, 'note', 1, { who: s.rang }))).toBe('support-unknown');
	})
);

test(
	'an erasure leaves that there was a ticket, and no word of it',
	scene(async (s) => {
		const { id: ticket } = await open(s);
		await say(s, ticket, 'answered', 3);
		const request = id();
		await makeRequest(s.as(self(s.som), 20), { id: request, kind: 'deletion', purpose: null, words: 'xoá hết' });
		await erase(s.as(s.thach, DAY), { request });
		const [left] = await s.base.db<{ words: number; state: string }[]>`
			select count(e.words)::int as words, max(t.state) as state from support_ticket t join support_event e on e.ticket_id = t.id where t.id = ${ticket}`;
		expect(left).toEqual({ words: 0, state: 'over' });
		// That there was one is read still; a tab that lay open writes nothing of them again.
		const { version, phone, events } = await show(s, ticket, DAY + 1);
		expect([phone, events.map(({ words }) => words)]).toEqual([null, [null, null]]);
		const back = { id: id(), ticket, kind: 'back', words: 'Vẫn lỗi.', until: null } as const;
		expect(await refusalOf(sayOnTicket(s.as(s.lua, DAY + 2), { ...back, version }))).toBe('person-unknown');
		expect(await refusalOf(sayOnTicket(s.as(s.lua, DAY + 2), { ...back, version: 2 }))).toBe('support-moved');
	})
);

test(
	'what was said goes a year after the last word of theirs or to them: also what nobody confirmed, and no note holds it',
	scene(async (s) => {
		const { id: ticket } = await open(s, { person: null, caller: 'Bèo Thị Ao', phone: '0900 000 555' });
		await say(s, ticket, 'solved', 3);
		await say(s, ticket, 'note', 300 * DAY);
		const cleared = (minutes: number) =>
			lookAs(s.as(listener([]), minutes), ({ db, now }) =>
				clearTickets(db, new Date(now.getTime() - 365 * DAY * 60_000))
			);
		expect(await cleared(364 * DAY)).toBe(0);
		expect(await cleared(366 * DAY)).toBe(3);
		expect(await show(s, ticket, 366 * DAY)).toMatchObject({ name: null, phone: null, number: 1 });
	})
);
