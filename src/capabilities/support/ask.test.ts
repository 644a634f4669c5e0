import * as v from 'valibot';
import { expect, test } from 'vitest';
import { myTold } from '#capabilities/notices/told.server.ts';
import { staffNotices } from '#capabilities/notices/staff-told.server.ts';
import { anyone as nobody } from '#kernel/actor.ts';
import { rightsOf } from '#program/roles.ts';
import { hearFacts, sayYesToWords } from '#tests/support/told.ts';
import { refusalOf, scene, self, type Scene } from '#tests/support/scene.ts';
import { askSupport, askSupportOwn } from './ask.server.ts';
import { sayOnTicket, takeTicket } from './go-on.server.ts';
import { AskSupport, LookUpTicket } from './inputs-ask.ts';
import { lookUpTicket } from './look-up.server.ts';
import { myTickets, sayOnOwn } from './own.server.ts';
import { showTicket, tickets } from './show.server.ts';
import { openTicket } from './write.server.ts';

const id = (): string => crypto.randomUUID();
const anyone = nobody(new Set(rightsOf.public));
const from = { address: '203.0.113.7', browser: 'b1' as string | null };
const asked = { centre: 1, name: 'Mây Văn Lạ', phone: '0900000551', system: 'portal' as const, fault: '1f2e3d4c' };
const ask = (s: Scene, minutes: number, more: object = {}) =>
	askSupport(s.as(anyone, minutes), { id: id(), ...asked, words: 'Cổng quay mãi không vào.', ...from, ...more });
const look = (s: Scene, minutes: number, number: string, more: object = {}) => {
	const input = v.parse(LookUpTicket, { centre: 1, number, phone: '0900 000 551', ...from, ...more });
	return lookUpTicket(s.as(anyone, minutes), { ...input, number });
};
const own = async (s: Scene, minutes: number, person = s.som) =>
	(await myTickets(s.as(self(person), minutes), { page: 0 })).rows;
const say = (
	s: Scene,
	kind: 'said' | 'confirmed' | 'back',
	ticket: { id: string; version: number },
	minutes: number,
	words: string | null = null,
	person = s.som
) => sayOnOwn(s.as(self(person), minutes), { id: id(), ticket: ticket.id, version: ticket.version, kind, words });
const answer = async (s: Scene, ticket: string, kind: Parameters<typeof sayOnTicket>[1]['kind'], minutes: number) => {
	const { version } = await showTicket(s.as(s.lua, minutes), { ticket });
	return sayOnTicket(s.as(s.lua, minutes), { id: id(), ticket, version, kind, words: 'Cháu xem rồi.', until: null });
};

test(
	'whoever is stuck asks on the web: a number, an hour by which they are called, and a ticket of the whole team; too often is slowed',
	scene(async (s) => {
		const first = await ask(s, 0);
		expect(first).toEqual({ number: 1, due: s.as(s.lua, 30).now.toISOString(), why: null });
		const [row] = (await tickets(s.as(s.lua, 1), { view: 'free' })).rows;
		expect(row).toMatchObject({ number: 1, name: 'Mây Văn Lạ', source: 'web', urgency: 'medium', owner: null });
		expect(await showTicket(s.as(s.lua, 1), { ticket: row!.id })).toMatchObject({
			...{ phone: '0900000551', unproved: true, fault: '1f2e3d4c' },
			events: [{ kind: 'said', by: null, words: 'Cổng quay mãi không vào.' }]
		});
		for (const minutes of [1, 2]) expect((await ask(s, minutes)).why).toBeNull();
		expect(await ask(s, 3)).toEqual({ why: 'support-slowed' });
		expect((await ask(s, 3, { browser: 'b2' })).why).toBeNull();
		expect((await tickets(s.as(s.lua, 4), { view: 'all' })).counts.all).toBe(4);
	})
);

test(
	'by number and telephone somebody reads how it stands and no more; anything else is answered alike, and guesses are slowed',
	scene(async (s) => {
		const { number } = (await ask(s, 0)) as { number: number };
		const registered = await openTicket(s.as(s.lua, 1), {
			...{ id: id(), system: 'phone', source: 'phone', stuck: 'one', due: 'this-week', person: s.som },
			...{ caller: null, phone: null, fault: null, words: 'Máy không có tiếng.' }
		});
		for (const spoken of [`H ${number}`, `h${number}`, String(number)])
			expect(await look(s, 2, spoken)).toEqual({ state: 'open', next: 'answer', nextOn: '2026-07-14', why: null });
		const no = { state: null, next: null, nextOn: null };
		for (const [spoken, phone] of [
			[String(number), '0900000552'],
			[String(registered.number), '0900000318'],
			['977', '0900000551']
		] as const)
			expect(await look(s, 3, spoken, { phone })).toEqual({ ...no, why: 'support-no-match' });
		for (const n of [4, 5]) await look(s, 3, String(n * 100), { phone: '0900000551' });
		expect(await look(s, 4, String(number))).toEqual({ ...no, why: 'support-slowed' });
		expect(v.safeParse(LookUpTicket, { centre: 1, number: 'H', phone: '0900000551', ...from }).success).toBe(false);
	})
);

test(
	'whoever asks again and again on their own page is slowed too',
	scene(async (s) => {
		const own = (minutes: number) =>
			askSupportOwn(s.as(self(s.som), minutes), { id: id(), system: 'e-id', words: 'Không mở được.', fault: null });
		for (const minutes of [1, 2, 3, 4, 5]) expect((await own(minutes)).why).toBeNull();
		expect(await own(6)).toEqual({ why: 'support-slowed' });
	})
);

test('a code that is typed is refused and not kept, whatever it is typed into', () => {
	for (const words of ['mã OTP là 482913', 'mật khẩu: hoasen99'])
		expect(
			v.safeParse(AskSupport, { id: id(), ...asked, words, ...from }).issues?.map(({ message }) => message)
		).toEqual(['secret-typed']);
});

test(
	'on their own page: asked, answered, not working, working; a word of theirs runs the clock and reaches whoever sees to it',
	scene(async (s) => {
		await sayYesToWords(s);
		await askSupportOwn(s.as(self(s.som), 1), { id: id(), system: 'e-id', words: 'Không mở được.', fault: null });
		const [asking] = await own(s, 2);
		expect(asking).toMatchObject({ number: 1, state: 'open', says: ['said'], events: [{ words: 'Không mở được.' }] });
		const ticket = asking!.id;
		await takeTicket(s.as(s.lua, 3), { ticket, version: 1 });
		await answer(s, ticket, 'note', 4);
		await answer(s, ticket, 'waits', 5);
		await hearFacts(s, 6);
		const told = async (minutes: number) =>
			(await myTold(s.as(self(s.som), minutes), {})).rows
				.filter(({ fact }) => fact === 'support.answered')
				.map(({ state }) => state);
		expect((await told(7)).length).toBe(1);
		const [waiting] = await own(s, 7);
		expect([waiting!.state, waiting!.events.map(({ kind }) => kind)]).toEqual(['waits', ['said', 'waits']]);
		expect((await showTicket(s.as(s.lua, 7), { ticket })).clocks.solved.state).toBe('paused');
		expect(await refusalOf(say(s, 'said', waiting!, 8))).toBe('support-words');
		expect(await refusalOf(say(s, 'confirmed', waiting!, 8))).toBe('support-not-so');
		expect(await refusalOf(say(s, 'said', waiting!, 8, 'Xin chào', s.gia))).toBe('support-unknown');
		await say(s, 'said', waiting!, 8, 'Đây ảnh màn hình.');
		expect(await refusalOf(say(s, 'said', waiting!, 9, 'Một lần nữa'))).toBe('support-moved');
		expect((await showTicket(s.as(s.lua, 9), { ticket })).clocks.solved.state).toBe('runs');
		await hearFacts(s, 10);
		expect(await told(11)).toEqual(['over']);
		expect((await staffNotices(s.as(s.lua, 11), { page: 0 })).rows.map(({ fact }) => fact)).toContain(
			'support.replied'
		);
		await answer(s, ticket, 'solved', 12);
		const [solved] = await own(s, 13);
		expect(solved!.says).toEqual(['said', 'confirmed', 'back']);
		await say(s, 'back', solved!, 14);
		expect((await own(s, 15))[0]!.state).toBe('open');
		await answer(s, ticket, 'solved', 16);
		await say(s, 'confirmed', (await own(s, 17))[0]!, 17);
		expect((await own(s, 18))[0]).toMatchObject({ state: 'over', says: ['back'] });
	})
);
