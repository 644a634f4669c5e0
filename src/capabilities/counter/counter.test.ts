import { expect, test } from 'vitest';
import { rightsOf } from '#program/roles.ts';
import { anyone, type Actor } from '#kernel/actor.ts';
import { sit } from '#tests/support/enter.ts';
import { device, listener, refusalOf, scene, type Scene } from '#tests/support/scene.ts';
import { kiosk, take } from '#tests/support/line.ts';
import { deskId } from '#seed/house.ts';
import { board, desk, hall, ticket } from './board.server.ts';
import { callAgain, callBack, callNext } from './call.server.ts';
import { giveTicketBack } from './give-back.server.ts';
import { answerHelp, askHelp, confirmPriority, finish, markMissed, park, transfer } from './move.server.ts';
import { ticketMark } from './rules-queue.ts';
import { takeTicket } from './take-ticket.server.ts';
import { wait } from './wait.server.ts';

const desk2 = deskId('desk-2');

test(
	'numbers of a day count up, and the same request takes one',
	scene(async (s) => {
		const context = s.as(kiosk);
		const input = {
			id: crypto.randomUUID(),
			centre: 1,
			matter: 'certification',
			procedure: null,
			priority: 'none'
		} as const;
		const [first, again] = [await takeTicket(context, input), await takeTicket(context, input)];
		expect(again).toEqual(first);
		expect([first.number, (await take(s, 1)).number]).toEqual([1, 2]);
	})
);

test(
	'somebody with a head start is called first, and the desk says why in two times',
	scene(async (s) => {
		await take(s, 0);
		await take(s, 10, 'elder');
		const seen = await desk(s.as(s.mai, 11), { desk: desk2 });
		expect(seen.line.map((one) => [one.number, one.headStartMin])).toEqual([
			[2, 20],
			[1, 0]
		]);
		expect((await callNext(s.as(s.mai, 12), { desk: desk2 })).number).toBe(2);
	})
);

test(
	'looking at a desk writes nothing, on a day without a line either',
	scene(async (s) => {
		const seen = await desk(s.as(s.mai), { desk: desk2 });
		expect([seen.line, seen.next]).toEqual([[], null]);
		expect(await s.base.db`select day from line`).toHaveLength(0);
	})
);

test(
	'calling next finishes whom the desk had',
	scene(async (s) => {
		const first = await take(s, 0);
		await take(s, 1);
		await callNext(s.as(s.mai, 2), { desk: desk2 });
		const next = await callNext(s.as(s.mai, 9), { desk: desk2 });
		expect(next).toMatchObject({ number: 2, finished: first.ticket });
		expect((await ticket(s.as(s.lua, 9), { ticket: first.ticket }))?.state).toBe('done');
	})
);

test(
	'an empty line calls nobody',
	scene(async (s) => {
		expect(await callNext(s.as(s.mai), { desk: desk2 })).toEqual({ ticket: null, number: null, finished: null });
	})
);

test(
	'three calls, then missed; called back it keeps its turn',
	scene(async (s) => {
		const { ticket: id } = await take(s, 0);
		await callNext(s.as(s.mai, 1), { desk: desk2 });
		await callAgain(s.as(s.mai, 2), { ticket: id });
		await callAgain(s.as(s.mai, 3), { ticket: id });
		expect(await refusalOf(callAgain(s.as(s.mai, 4), { ticket: id }))).toBe('called-enough');
		await markMissed(s.as(s.mai, 5), { ticket: id });
		expect((await callBack(s.as(s.mai, 9), { ticket: id, desk: desk2 })).number).toBe(1);
	})
);

test(
	'parked and sent to another desk, the turn stays',
	scene(async (s) => {
		const { ticket: id } = await take(s, 0);
		await callNext(s.as(s.mai, 1), { desk: desk2 });
		await park(s.as(s.mai, 2), { ticket: id, note: 'đi chụp giấy' });
		await transfer(s.as(s.mai, 3), { ticket: id, desk: deskId('desk-1') });
		await take(s, 4);
		expect((await callNext(s.as(s.mai, 5), { desk: desk2 })).number).toBe(2);
		expect((await callNext(s.as(s.lua, 6), { desk: deskId('desk-1') })).number).toBe(1);
	})
);

test(
	'a turn given back waits parked when its desk has called somebody else',
	scene(async (s) => {
		const { ticket: first } = await take(s, 0);
		const { ticket: second } = await take(s, 1);
		await callNext(s.as(s.mai, 2), { desk: desk2 });
		await callNext(s.as(s.mai, 3), { desk: desk2 });
		const back = (minutes: number, id: string) =>
			giveTicketBack(s.as(listener(['counter.give-ticket-back']), minutes), { ticket: id });
		await back(4, first);
		const state = async (id: string) => (await ticket(s.as(s.mai, 5), { ticket: id }))?.state;
		expect([await state(first), await state(second)]).toEqual(['parked', 'called']);
		await finish(s.as(s.mai, 6), { ticket: second });
		await back(7, second);
		expect([await state(first), await state(second)]).toEqual(['parked', 'called']);
	})
);

const fromHome = (s: Scene, minutes: number, address = 'a') =>
	takeTicket(s.as({ ...anyone(new Set(rightsOf.public)), centres: [1] }, minutes), {
		id: crypto.randomUUID(),
		centre: 1,
		matter: 'certification',
		procedure: null,
		priority: 'none',
		address
	});

test(
	'from home ten numbers are taken from one address in ten minutes; machine and staff are never slowed',
	scene(async (s) => {
		for (let n = 0; n < 10; n++) await fromHome(s, 0);
		expect(await refusalOf(fromHome(s, 1))).toBe('numbers-enough');
		expect((await fromHome(s, 1, 'b')).number).toBe(11);
		for (let n = 0; n < 12; n++) await take(s, 1);
		expect((await take(s, 1, 'none', s.lua)).number).toBe(24);
		expect((await fromHome(s, 8)).number).toBe(25);
	})
);

test(
	'from home a number is taken only while the doors are open',
	scene(async (s) => {
		expect(await refusalOf(fromHome(s, 2 * 60 + 30))).toBe('centre-closed');
		expect(await refusalOf(fromHome(s, 12 * 60))).toBe('centre-closed');
		expect((await fromHome(s, 4 * 60)).number).toBe(1);
		expect((await take(s, 12 * 60)).number).toBe(2);
	})
);

test(
	'a number is of the centre that was named, each counts for itself, and there is none at a centre that is not known',
	scene(async (s) => {
		const at = (centre: number) =>
			takeTicket(s.as({ ...anyone(new Set(rightsOf.public)), centres: [centre] }, 4 * 60), {
				...{ id: crypto.randomUUID(), centre, matter: 'land', procedure: null, priority: 'none', address: 'a' }
			});
		expect([(await at(1)).number, (await at(2)).number, (await at(2)).number]).toEqual([1, 1, 2]);
		const waiting = async (centre: number) => (await wait(s.as(kiosk, 4 * 60), { centre })).fromHome;
		expect([await waiting(1), await waiting(2)]).toEqual([1, 2]);
		expect(await refusalOf(at(3))).toBe('centre-unknown');
	})
);

test(
	'a person takes back a claim that was not so',
	scene(async (s) => {
		const { ticket: id } = await take(s, 0, 'merit');
		await confirmPriority(s.as(s.lua, 1), { ticket: id, priority: 'none' });
		expect((await ticket(s.as(s.lua, 1), { ticket: id }))?.headStartMin).toBe(0);
	})
);

test(
	'the hall shows numbers and desks, and nothing that says who or why',
	scene(async (s) => {
		await take(s, 0, 'disability');
		await callNext(s.as(s.mai, 1), { desk: desk2 });
		const seen = await hall(s.as(device('display'), 2), {});
		expect(seen.now).toMatchObject({ number: 1, desk: 'Quầy 2' });
		expect(JSON.stringify(seen)).not.toMatch(/disability|priority/);
	})
);

test(
	'whoever asks for help at a machine is seen at the desks until somebody comes',
	scene(async (s) => {
		const call = crypto.randomUUID();
		await askHelp(s.as(kiosk, 1), { id: call, where: 'kiosk' });
		expect((await board(s.as(s.lua, 2), {})).calls).toMatchObject([{ id: call }]);
		expect((await board(s.as(s.rang, 2), {})).calls).toEqual([]);
		await answerHelp(s.as(s.lua, 3), { call });
		expect((await board(s.as(s.lua, 4), {})).calls).toEqual([]);
	})
);

test(
	'how often yesterday’s ranges were right is told from ten people on',
	scene(async (s) => {
		await sit(s, 'mai', 'desk-2');
		const told = async () => (await wait(s.as(kiosk, 24 * 60), { centre: 1, matter: 'certification' })).yesterday;
		for (let n = 0; n < 9; n++) {
			await take(s, n * 2);
			await callNext(s.as(s.mai, n * 2 + 1), { desk: desk2 });
		}
		expect(await told()).toBeNull();
		await take(s, 20);
		await callNext(s.as(s.mai, 21), { desk: desk2 });
		const { right, of } = (await told())!;
		expect(of).toBe(10);
		expect(right).toBeLessThanOrEqual(10);
	})
);

test(
	'another commune neither sees the line nor calls from it',
	scene(async (s) => {
		await take(s, 0);
		expect((await board(s.as(s.rang, 1), {})).line).toEqual([]);
		expect(await refusalOf(callNext(s.as(s.rang, 1), { desk: desk2 }))).toBe('desk-unknown');
	})
);

test(
	'a kiosk cannot call',
	scene(async (s) => {
		expect(await refusalOf(callNext(s.as(kiosk), { desk: desk2 }))).toBe('not-allowed');
	})
);

test(
	'a stale tab moves nobody: each key carries whom and how the page showed',
	scene(async (s) => {
		const [first, second] = [(await take(s, 0)).ticket, (await take(s, 1)).ticket];
		const here = s.lua.desk!;
		await callNext(s.as(s.lua, 2), { desk: here, there: null });
		// Two tabs show the first number; one finishes it and calls the second.
		const seen = ticketMark((await desk(s.as(s.lua, 2), { desk: here })).serving!);
		expect((await callNext(s.as(s.lua, 3), { desk: here, there: first })).finished).toBe(first);
		expect(await refusalOf(callNext(s.as(s.lua, 4), { desk: here, there: first }))).toBe('desk-moved-on');
		expect(await refusalOf(callNext(s.as(s.lua, 4), { desk: here, there: null }))).toBe('desk-moved-on');
		expect((await desk(s.as(s.lua, 4), { desk: here })).serving?.id).toBe(second);
		expect(await refusalOf(finish(s.as(s.lua, 5), { ticket: first, seen }))).toBe('ticket-state');
		// Parked and called in again at another desk, it is no longer what the first tab showed.
		const before = ticketMark((await desk(s.as(s.lua, 5), { desk: here })).serving!);
		await park(s.as(s.lua, 6), { ticket: second, seen: before, note: '' });
		await callBack(s.as(s.mai, 7), { ticket: second, desk: desk2 });
		for (const act of [markMissed, finish])
			expect(await refusalOf(act(s.as(s.lua, 8), { ticket: second, seen: before }))).toBe('ticket-state');
		expect((await desk(s.as(s.mai, 9), { desk: desk2 })).serving?.id).toBe(second);
	})
);

test(
	'from home so many wait for one matter at a time, whatever their addresses; nobody at the door is refused for them',
	scene(async (s) => {
		for (let n = 0; n < 20; n++) await fromHome(s, 0, `address ${n}`);
		expect(await refusalOf(fromHome(s, 1, 'another'))).toBe('home-numbers-enough');
		await take(s, 2);
		expect(await wait(s.as(s.lua, 3), { centre: 1 })).toMatchObject({ waiting: 1, fromHome: 20 });
		expect((await fromHome(s, 61, 'later')).number).toBe(22);
	})
);

test(
	'urgent is given by a person only',
	scene(async (s) => {
		const urgent = (from: Actor) => refusalOf(take(s, 1, 'urgent', from));
		expect(await urgent({ ...anyone(new Set(rightsOf.public)), centres: [1] })).toBe('urgent-by-person');
		expect(await urgent(kiosk)).toBe('urgent-by-person');
		expect(await take(s, 1, 'urgent', s.lua)).toMatchObject({ number: 1 });
	})
);

test(
	'where the clock of the machine went back, nobody who comes after passes whoever came before',
	scene(async (s) => {
		await take(s, 30);
		await take(s, 31, 'elder');
		await take(s, -30);
		await take(s, -29, 'elder');
		const seen = await desk(s.as(s.mai, -28), { desk: desk2 });
		expect(seen.line.map((one) => one.number)).toEqual([2, 4, 1, 3]);
		for (const number of [2, 4, 1, 3])
			expect((await callNext(s.as(s.mai, number - 20), { desk: desk2 })).number).toBe(number);
	})
);
