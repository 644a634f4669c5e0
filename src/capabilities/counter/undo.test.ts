import { expect, test } from 'vitest';
import { anyone } from '#kernel/actor.ts';
import { rightsOf } from '#program/roles.ts';
import { refusalOf, scene, type Scene } from '#tests/support/scene.ts';
import { take } from '#tests/support/line.ts';
import { deskId } from '#seed/house.ts';
import { board, desk, ticket } from './board.server.ts';
import { callBack, callNext } from './call.server.ts';
import { greet } from './greet.server.ts';
import type { Move } from './answers.ts';
import { confirmPriority, finish, leave, markMissed, park, transfer } from './move.server.ts';
import { ticketMark } from './rules-queue.ts';
import { stay, undo, undoable } from './undo.server.ts';

// "Hoàn tác": for a minute whoever pressed puts it back, and nobody else does.

const [desk1, desk2] = [deskId('desk-1'), deskId('desk-2')];
const SECOND = 1 / 60;

/** All that the line, the desks and the clocks know; other tests may have left numbers of their own. */
const standing = async (s: Scene) => [
	await s.base
		.db`select id, state, desk_id, only_desk_id, note, called_at, call_count, ended_at, priority, priority_confirmed, head_start_min,
		greeted_at, greeted_by
		from ticket order by id`,
	await s.base.db`select ticket_id, state, desk_id, from_at, to_at from ticket_period
		where to_at is null or to_at > from_at order by ticket_id, id`,
	await s.base
		.db`select centre_id, day, last_number, other_called from line full join line_call using (centre_id, day) order by centre_id, day`
];

type Press = (s: Scene, tickets: readonly string[]) => Promise<unknown>;
const presses: [Move['what'], number[], Press][] = [
	['call', [1, 3], (s) => callNext(s.as(s.mai, 20), { desk: desk2 })],
	['missed', [1], (s, [first]) => markMissed(s.as(s.mai, 20), { ticket: first! })],
	['park', [1], (s, [first]) => park(s.as(s.mai, 20), { ticket: first!, note: 'đi chụp giấy' })],
	['transfer', [1], (s, [first]) => transfer(s.as(s.mai, 20), { ticket: first!, desk: desk1 })],
	['finish', [1], (s, [first]) => finish(s.as(s.mai, 20), { ticket: first! })],
	['greet', [2], (s, [, second]) => greet(s.as(s.mai, 20), { ticket: second! })],
	['priority', [2], (s, [, second]) => confirmPriority(s.as(s.mai, 20), { ticket: second!, priority: 'disability' })]
];

test.each(presses)(
	'%s is put back as if it had not been pressed, clocks too, once, and within the minute',
	(what, numbers, press) =>
		scene(async (s) => {
			const first = (await take(s, 0)).ticket;
			const tickets = [first, (await take(s, 1)).ticket];
			await callNext(s.as(s.mai, 3), { desk: desk2 });
			tickets.push((await take(s, 4, 'elder')).ticket);
			const before = await standing(s);
			await press(s, tickets);
			expect(await standing(s)).not.toEqual(before);
			const move = (await undoable(s.as(s.mai, 20 + 59 * SECOND), {}))!;
			expect([move.what, move.numbers.map(({ number }) => number)]).toEqual([what, numbers]);
			// Another's hands have nothing to put back.
			expect(await undoable(s.as(s.lua, 20), {})).toBeNull();
			expect(await refusalOf(undo(s.as(s.lua, 20), { move: move.id }))).toBe('undo-late');
			expect(await refusalOf(undo(s.as(s.mai, 20 + 61 * SECOND), { move: move.id }))).toBe('undo-late');
			await undo(s.as(s.mai, 20 + 59 * SECOND), { move: move.id });
			expect(await standing(s)).toEqual(before);
			expect(await refusalOf(undo(s.as(s.mai, 20 + 59 * SECOND), { move: move.id }))).toBe('undo-late');
			expect(await undoable(s.as(s.mai, 20 + 59 * SECOND), {})).toBeNull();
		})()
);

test(
	'called in from aside and put back, a number stands aside again',
	scene(async (s) => {
		const { ticket } = await take(s, 0);
		await callNext(s.as(s.mai, 1), { desk: desk2 });
		await markMissed(s.as(s.mai, 2), { ticket });
		await callBack(s.as(s.mai, 5), { ticket, desk: desk2 });
		await undo(s.as(s.mai, 5.5), { move: (await undoable(s.as(s.mai, 5.5), {}))!.id });
		const seen = await desk(s.as(s.mai, 6), { desk: desk2 });
		expect([seen.serving, seen.aside.map((one) => one.number)]).toEqual([null, [1]]);
	})
);

test(
	'where somebody has moved one of the numbers meanwhile nothing is put back, and no key is offered',
	scene(async (s) => {
		const first = (await take(s, 0)).ticket;
		await take(s, 1);
		await callNext(s.as(s.mai, 2), { desk: desk2 });
		await callNext(s.as(s.mai, 4), { desk: desk2 });
		const { id: move } = (await undoable(s.as(s.mai, 4), {}))!;
		const second = (await desk(s.as(s.mai, 4), { desk: desk2 })).serving!;
		await park(s.as(s.lua, 4.2), { ticket: second.id, seen: ticketMark(second), note: '' });
		expect(await undoable(s.as(s.mai, 4.3), {})).toBeNull();
		const before = await standing(s);
		expect(await refusalOf(undo(s.as(s.mai, 4.3), { move }))).toBe('undo-moved');
		expect(await standing(s)).toEqual(before);
		expect((await board(s.as(s.lua, 5), {})).line.map(({ id }) => id)).not.toContain(first);
	})
);

test(
	'whoever was called and sits there already is not sent back into the line',
	scene(async (s) => {
		await take(s, 0);
		await callNext(s.as(s.mai, 1), { desk: desk2 });
		const { id: move } = (await undoable(s.as(s.mai, 1.2), {}))!;
		const beside = { ...s.mai, session: crypto.randomUUID(), subject: s.som, authority: 'present' as const };
		expect(await undoable(s.as(beside, 1.3), {})).toBeNull();
		expect(await refusalOf(undo(s.as(beside, 1.3), { move }))).toBe('session-open');
	})
);

test(
	'a priority that somebody has just decided is not decided again by a page that did not see it',
	scene(async (s) => {
		const { ticket } = await take(s, 0, 'elder');
		const seen = ticketMark({ state: 'waiting', deskId: null, callCount: 0 });
		await confirmPriority(s.as(s.mai, 1), { ticket, seen, priority: 'elder' });
		expect(await refusalOf(confirmPriority(s.as(s.lua, 1), { ticket, seen, priority: 'none' }))).toBe('priority-said');
		expect((await board(s.as(s.lua, 2), {})).line[0]?.headStartMin).toBe(20);
	})
);

test(
	'“Tôi về rồi” is taken back by whoever holds the number, as if it had not been pressed, within the minute and not once it went on',
	scene(async (s) => {
		const { ticket: mine } = await take(s, 0);
		await board(s.as(s.mai, 0), {});
		const before = await standing(s);
		const holder = { ...anyone(new Set(rightsOf.public)), row: mine };
		const gone = (minute: number) => leave(s.as(holder, minute), { ticket: mine });
		const back = (minute: number) => stay(s.as(holder, minute), { ticket: mine });
		expect(await refusalOf(back(1))).toBe('undo-late');
		await gone(2);
		expect((await ticket(s.as(holder, 2), { ticket: mine }))?.mayStay).toBe(true);
		await back(2 + 40 * SECOND);
		// Read as staff read it: a holder sees no line.
		await board(s.as(s.mai, 3), {});
		expect(await standing(s)).toEqual(before);
		// And once more: what was put back in between was none.
		await gone(3.2);
		await back(3.4);
		await board(s.as(s.mai, 3.5), {});
		expect(await standing(s)).toEqual(before);
		await gone(4);
		expect((await ticket(s.as(holder, 5.5), { ticket: mine }))?.mayStay).toBe(false);
		expect(await refusalOf(back(5.5))).toBe('undo-late');
	})
);
