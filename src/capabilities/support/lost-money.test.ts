import { expect, test } from 'vitest';
import { anyone } from '#kernel/actor.ts';
import { rightsOf } from '#program/roles.ts';
import { staffId } from '#seed/house.ts';
import { lookAs } from '#platform/scope.server.ts';
import { forgettingsThat } from '#platform/keeping.server.ts';
import { waitingOf } from '#platform/asks.server.ts';
import { myLooks } from '#capabilities/privacy/my-looks.server.ts';
import { refusalOf, scene, self, type Scene } from '#tests/support/scene.ts';
import { lateLosses, lossesAsking } from './asks.server.ts';
import { callLostMoney } from './call-loss.server.ts';
import { sayOnTicket } from './go-on.server.ts';
import { handOverLostMoney } from './hand-over.server.ts';
import type { Db } from '#platform/db.server.ts';
import { inScope } from '#platform/scope.server.ts';
import { callCentre, hotlines, setHotlines } from './hotlines.server.ts';
import { confirmHotline, hotlinesWaiting } from './hotlines-second.server.ts';
import { beginLostMoney, nameLostMoney, stepLostMoney, tellLostMoney } from './lost-money.server.ts';
import type { Call, CallOutcome } from './rules-lost-money.ts';
import { losses, showLoss } from './show-loss.server.ts';
import { showTicket, tickets } from './show.server.ts';
import { openTicket } from './write.server.ts';

const id = (): string => crypto.randomUUID();
const DAY = 24 * 60;
const anybody = anyone(new Set(rightsOf.public));
/** Of the commune police here. */
const POLICE = staffId('sam');

const begin = async (s: Scene, minutes = 0): Promise<string> => {
	const context = s.as(s.lua, minutes);
	return (await beginLostMoney(context, { id: context.request })).id;
};
const show = (s: Scene, ticket: string, minutes: number, who = s.lua) => showLoss(s.as(who, minutes), { ticket });
const seen = async (s: Scene, ticket: string, minutes: number) => ({
	ticket,
	version: (await show(s, ticket, minutes)).version
});
/** A second person says yes to each number that waits. */
const secondLooks = async (s: Scene, minutes: number) => {
	for (const { id: hotline, phone, stands } of await hotlinesWaiting(s.as(s.mai, minutes), {}))
		await confirmHotline(s.as(s.mai, minutes), { hotline, phone, stands });
};
const step = async (s: Scene, ticket: string, one: number, minutes: number, done = true) =>
	stepLostMoney(s.as(s.lua, minutes), { id: id(), ...(await seen(s, ticket, minutes)), step: one, done });
const name = async (s: Scene, ticket: string, minutes: number, person: string | null = s.som) =>
	nameLostMoney(s.as(s.lua, minutes), {
		...(await seen(s, ticket, minutes)),
		...{ person, caller: person ? null : 'Bèo Thị Ao', phone: person ? null : '0900 000 555' }
	});
const handOver = async (s: Scene, ticket: string, minutes: number, to: string | null = POLICE) =>
	handOverLostMoney(s.as(s.lua, minutes), { id: id(), ...(await seen(s, ticket, minutes)), to });
const call = async (s: Scene, ticket: string, which: Call, outcome: CallOutcome, minutes: number) =>
	callLostMoney(s.as(s.lua, minutes), { id: id(), ...(await seen(s, ticket, minutes)), call: which, outcome });
const say = async (s: Scene, ticket: string, kind: 'confirmed' | 'solved' | 'waits' | 'note', minutes: number) =>
	sayOnTicket(s.as(s.lua, minutes), {
		...{ id: id(), ...(await seen(s, ticket, minutes)), kind, until: null },
		words: kind === 'confirmed' ? null : 'Một câu.'
	});

test(
	'from the first word to the second week: nothing is asked first, the police have it in time, two calls, and over by their word alone',
	scene(async (s) => {
		const ticket = await begin(s);
		expect(await show(s, ticket, 4)).toMatchObject({
			...{ number: 1, name: null, person: null, nameable: true, way: null },
			...{ handOver: { state: 'runs', left: 11 }, handOverBy: s.as(s.lua, 15).now }
		});
		await step(s, ticket, 3, 1);
		await step(s, ticket, 1, 2);
		await step(s, ticket, 3, 3, false);
		expect((await show(s, ticket, 4)).steps.slice(0, 3)).toEqual([
			{ step: 1, at: s.as(s.lua, 2).now, by: 'Hoa Thị Lúa' },
			{ step: 2, at: null, by: null },
			{ step: 3, at: null, by: null }
		]);
		await name(s, ticket, 5);
		await tellLostMoney(s.as(s.lua, 6), { ...(await seen(s, ticket, 6)), way: 'transfer', beside: 'neighbour' });
		expect(await handOver(s, ticket, 12)).toMatchObject({ late: false });
		expect(await show(s, ticket, 20)).toMatchObject({
			...{ name: 'Sương Thị Sớm', phone: '0900000318', way: 'transfer', beside: 'neighbour', state: 'solved' },
			...{ handOver: { state: 'handed', minutes: 12, late: false }, handedTo: 'Sấm Văn Vang' }
		});
		// A Tuesday: Wednesday at eight, and Tuesday at eight.
		const [next, week] = (await show(s, ticket, 20)).calls;
		expect([next!.at, week!.at]).toEqual([
			new Date('2026-07-15T08:00:00+07:00'),
			new Date('2026-07-21T08:00:00+07:00')
		]);
		expect(await refusalOf(call(s, ticket, 'day', 'well', 30))).toBe('support-call-early');
		expect(await refusalOf(say(s, ticket, 'confirmed', 30))).toBe('support-calls-open');
		await call(s, ticket, 'day', 'not-reached', DAY);
		expect((await show(s, ticket, DAY + 1)).calls[0]).toMatchObject({
			...{ at: new Date('2026-07-16T08:00:00+07:00'), made: null, tries: 1, last: 'not-reached', due: false }
		});
		await call(s, ticket, 'day', 'well', 2 * DAY);
		expect(await refusalOf(call(s, ticket, 'day', 'well', 2 * DAY + 1))).toBe('support-called');
		await call(s, ticket, 'week', 'trouble', 7 * DAY);
		expect(await refusalOf(say(s, ticket, 'confirmed', 7 * DAY + 1))).toBe('support-calls-open');
		await call(s, ticket, 'week', 'well', 8 * DAY);
		expect((await losses(s.as(s.mai, 8 * DAY), { page: 0 })).rows).toHaveLength(1);
		await say(s, ticket, 'confirmed', 8 * DAY + 1);
		expect((await losses(s.as(s.mai, 8 * DAY + 2), { page: 0 })).rows).toEqual([]);
		const looks = (await myLooks(s.as(self(s.som), 9 * DAY), {})).rows;
		expect(looks.map(({ purpose }) => purpose)).toContain('support');
	})
);

test(
	'nobody of the police after fifteen minutes: on top of the tickets, late in the menu, and it stays that it was late',
	scene(async (s) => {
		const ticket = await begin(s);
		const waits = async (minutes: number, who = s.mai) => {
			const waiting = await waitingOf(s.as(who, minutes), [lossesAsking, lateLosses]);
			return [waiting.get(lossesAsking), waiting.get(lateLosses)];
		};
		expect(await waits(14)).toEqual([1, 0]);
		expect(await waits(16)).toEqual([1, 1]);
		expect(await waits(16, s.rang)).toEqual([0, 0]);
		expect((await show(s, ticket, 20)).handOver).toEqual({ state: 'late', minutes: 5 });
		const [first] = (await tickets(s.as(s.mai, 20), { view: 'all' })).rows;
		expect(first).toMatchObject({ id: ticket, lost: true, clocks: { solved: { state: 'late' } } });
		for (const kind of ['solved', 'waits'] as const)
			expect(await refusalOf(say(s, ticket, kind, 21))).toBe('support-police-first');
		expect(await handOver(s, ticket, 22)).toMatchObject({ late: true });
		expect(await waits(23)).toEqual([0, 0]);
		expect(await waits(DAY)).toEqual([1, 0]);
		expect(await refusalOf(handOver(s, ticket, 24))).toBe('support-handed');
		expect((await show(s, ticket, 25)).handOver).toEqual({ state: 'handed', minutes: 22, late: true });
		expect((await showTicket(s.as(s.lua, 26), { ticket })).events.map(({ kind }) => kind)).toEqual([
			'answered',
			'handed'
		]);
	})
);

test(
	'two who press at once: the second reads that it moved; nobody but the police here takes it, and a line only where one is set',
	scene(async (s) => {
		const ticket = await begin(s);
		const { version } = await show(s, ticket, 1);
		const pressed = () => ({ id: id(), ticket, version, step: 1, done: true });
		await stepLostMoney(s.as(s.lua, 1), pressed());
		expect(await refusalOf(stepLostMoney(s.as(s.mai, 1), pressed()))).toBe('support-moved-by');
		expect(await refusalOf(handOver(s, ticket, 2, s.mai.id))).toBe('support-not-police');
		expect(await refusalOf(handOver(s, ticket, 2, null))).toBe('support-no-line');
		await setHotlines(s.as(s.thach, 3), {
			...{ centre: '0900 000 777', police: '0900.000.778', sawCentre: null, sawPolice: null }
		});
		await secondLooks(s, 3);
		expect(await callCentre(s.as(anybody, 4), { centre: 1 })).toEqual({ phone: '0900000777' });
		expect((await show(s, ticket, 4)).policeLine).toBe('0900000778');
		await handOver(s, ticket, 5, null);
		expect(await show(s, ticket, 6)).toMatchObject({ handedTo: null, handOver: { state: 'handed', late: false } });
		const stood = { sawCentre: '0900000777', sawPolice: '0900000778' };
		await setHotlines(s.as(s.thach, 7), { centre: null, police: null, ...stood });
		expect(await callCentre(s.as(anybody, 8), { centre: 1 })).toEqual({ phone: null });
		// Who set which number stays, also of those that stand no more; nothing is written over.
		const { sets } = await hotlines(s.as(s.thach, 8), {});
		expect(sets.map(({ kind, phone, by }) => [kind, phone, by])).toEqual([
			['police', null, 'Núi Văn Thạch'],
			['centre', null, 'Núi Văn Thạch'],
			['police', '0900000778', 'Núi Văn Thạch'],
			['centre', '0900000777', 'Núi Văn Thạch']
		]);
		await expect(setHotlines(s.as(s.thach, 9), { ...stood, centre: 'gọi chú Sấm', police: null })).rejects.toThrow();
	})
);

test(
	'who it is may be said later and otherwise, until words of theirs were written; before that no words are',
	scene(async (s) => {
		const ticket = await begin(s);
		expect(await refusalOf(say(s, ticket, 'note', 1))).toBe('support-nameless');
		await name(s, ticket, 2, null);
		expect(await show(s, ticket, 3)).toMatchObject({ name: 'Bèo Thị Ao', phone: '0900 000 555', unproved: true });
		await name(s, ticket, 4);
		expect(await show(s, ticket, 5)).toMatchObject({ name: 'Sương Thị Sớm', unproved: false, nameable: true });
		await say(s, ticket, 'note', 6);
		expect(await show(s, ticket, 7)).toMatchObject({ nameable: false });
		expect((await showTicket(s.as(s.lua, 7), { ticket })).events.at(-1)).toMatchObject({ words: 'Một câu.' });
		expect(await refusalOf(name(s, ticket, 8, s.gia))).toBe('support-named');
		const [row] = await s.base.db<{ caller: Buffer | null }[]>`select caller from support_ticket where id = ${ticket}`;
		expect(row!.caller).toBeNull();
	})
);

test(
	'money that is running away has its first hour too where the ordinary form wrote it down',
	scene(async (s) => {
		const ticket = id();
		await openTicket(s.as(s.lua), {
			...{ id: ticket, system: 'message', source: 'counter', stuck: 'money-running', due: 'later' },
			...{ person: s.som, caller: null, phone: null, fault: null, words: 'Vừa chuyển tiền cho người lạ.' }
		});
		expect(await show(s, ticket, 4)).toMatchObject({
			...{ name: 'Sương Thị Sớm', nameable: false, handOver: { state: 'runs', left: 11 } }
		});
		expect(await refusalOf(say(s, ticket, 'solved', 5))).toBe('support-police-first');
		expect(await handOver(s, ticket, 6)).toMatchObject({ late: false });
		const other = id();
		await openTicket(s.as(s.lua, 7), {
			...{ id: other, system: 'message', source: 'counter', stuck: 'one', due: 'today' },
			...{ person: s.som, caller: null, phone: null, fault: null, words: 'Hỏi một tin nhắn lạ.' }
		});
		expect(await refusalOf(show(s, other, 8))).toBe('support-unknown');
	})
);

test(
	'another commune reads and moves none of it',
	scene(async (s) => {
		const ticket = await begin(s);
		expect((await losses(s.as(s.rang, 1), { page: 0 })).rows).toEqual([]);
		expect(await refusalOf(show(s, ticket, 1, s.rang))).toBe('support-unknown');
		const given = { id: id(), ticket, version: 1 };
		expect(await refusalOf(stepLostMoney(s.as(s.rang, 1), { ...given, step: 1, done: true }))).toBe('support-unknown');
		expect(await refusalOf(handOverLostMoney(s.as(s.rang, 1), { ...given, to: POLICE }))).toBe('support-unknown');
		expect(await refusalOf(callLostMoney(s.as(s.rang, DAY), { ...given, call: 'day', outcome: 'well' }))).toBe(
			'support-unknown'
		);
	})
);

test(
	'an erasure leaves that it happened and how long it took, not how; nobody is called any more',
	scene(async (s) => {
		const ticket = await begin(s);
		await name(s, ticket, 1);
		await tellLostMoney(s.as(s.lua, 2), { ...(await seen(s, ticket, 2)), way: 'code', beside: 'nobody' });
		await handOver(s, ticket, 3);
		for (const { forget } of forgettingsThat('at once'))
			await lookAs(s.as(s.thach, DAY), (inner) => forget(inner, s.som));
		const [left] = await s.base.db`
			select l.way, l.beside, t.state, l.handed_at from support_loss l join support_ticket t on t.id = l.ticket_id where l.ticket_id = ${ticket}`;
		expect(left).toEqual({ way: null, beside: null, state: 'over', handedAt: s.as(s.lua, 3).now });
		const waiting = await waitingOf(s.as(s.mai, 2 * DAY), [lossesAsking]);
		expect(waiting.get(lossesAsking)).toBe(0);
	})
);

test(
	'below the code too a number is set by whoever leads, and none is written over or taken out',
	scene(async (s) => {
		await setHotlines(s.as(s.thach, 1), {
			...{ centre: null, police: '0900000778', sawCentre: null, sawPolice: null }
		});
		await secondLooks(s, 1);
		const as = async (actor: Scene['lua'], work: (db: Db) => Promise<unknown>) =>
			inScope(s.base.db, actor, id(), work).then(
				() => 'done',
				(reason: Error) => reason.message
			);
		const insert = (by: Scene['lua']) => (db: Db) =>
			db`insert into support_hotline (centre_id, kind, phone, by_staff, at) values (1, 'police', '0900000999', ${by.id}, ${s.as(by).now})`;
		expect(await as(s.lua, insert(s.lua))).toMatch(/row-level security/);
		expect(await as(s.thach, (db) => db`update support_hotline set phone = '0900000999'`)).toMatch(/permission denied/);
		expect(await as(s.thach, (db) => db`delete from support_hotline`)).toMatch(/permission denied/);
		expect((await hotlines(s.as(s.thach, 2), {})).police).toBe('0900000778');
	})
);
