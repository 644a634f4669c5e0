import { expect, test } from 'vitest';
import { closeStaff, takeRole } from '#capabilities/access/accounts.server.ts';
import { erase } from '#capabilities/data-rights/erase.server.ts';
import { makeRequest } from '#capabilities/data-rights/requests.server.ts';
import { myLooks } from '#capabilities/privacy/my-looks.server.ts';
import { staffNotices } from '#capabilities/notices/staff-told.server.ts';
import { waitingOf } from '#platform/asks.server.ts';
import { register } from '#platform/listen.server.ts';
import { acting, granted, khoi } from '#tests/support/accounts.ts';
import { hearIn } from '#tests/support/hear.ts';
import { refusalOf, scene, self, type Scene } from '#tests/support/scene.ts';
import { hearFacts } from '#tests/support/told.ts';
import { mendsAsking } from './asks.server.ts';
import { giveTicket, ticketHands } from './give.server.ts';
import { sayOnTicket, takeTicket } from './go-on.server.ts';
import { beginLostMoney } from './lost-money.server.ts';
import { giveBack, myMends, sayOnMend, showMend } from './mend.server.ts';
import { myMended } from './mended.server.ts';
import { mergeTicket } from './merge.server.ts';
import { myTickets, sayOnOwn } from './own.server.ts';
import { supportListens } from './pass-on.server.ts';
import { ringLate } from './ring.server.ts';
import { showTicket, tickets } from './show.server.ts';
import { openTicket } from './write.server.ts';

register(supportListens);

const id = (): string => crypto.randomUUID();
const DAY = 24 * 60;
/** An engineer of a telecom company, as they come through the door: of no place. */
const chop = (s: Scene) => acting(s, 'chop', 'engineer', []);
const open = async (s: Scene, more: object = {}) =>
	(
		await openTicket(s.as(s.lua), {
			...{ id: id(), system: 'network', source: 'phone', stuck: 'one', due: 'this-week', person: s.som },
			...{ caller: null, phone: null, fault: null, words: 'Mạng nhà bác đứt từ sáng.' },
			...more
		} as Parameters<typeof openTicket>[1])
	).id;
const version = async (s: Scene, ticket: string) => (await showTicket(s.as(s.lua), { ticket })).version;
const say = async (s: Scene, ticket: string, kind: 'answered' | 'note' | 'back', words: string, minutes: number) =>
	sayOnTicket(s.as(s.lua, minutes), {
		...{ id: id(), ticket, version: await version(s, ticket), kind, words, until: null }
	});
const give = async (s: Scene, ticket: string, minutes: number, to = chop(s).id, words: string | null = null) =>
	giveTicket(s.as(s.lua, minutes), { id: id(), ticket, version: await version(s, ticket), to, words });
const mine = async (s: Scene, minutes: number) => (await myMends(s.as(chop(s), minutes), {})).rows;
const mend = (s: Scene, ticket: string, kind: Parameters<typeof sayOnMend>[1]['kind'], minutes: number, seen: number) =>
	sayOnMend(s.as(chop(s), minutes), { id: id(), ticket, version: seen, kind, words: `${kind}.`, until: null });
const asks = async (s: Scene) => (await waitingOf(s.as(chop(s)), [mendsAsking])).get(mendsAsking);

test(
	'an engineer reads of a ticket what is broken, whose it is, where they are rung and what was said since it was given, and mends it; its person reads that they looked',
	scene(async (s) => {
		const [ticket, other] = [await open(s), await open(s)];
		await say(s, ticket, 'note', 'Bác hay quên, nói chậm.', 1);
		await say(s, ticket, 'answered', 'Cháu hỏi nhà mạng.', 2);
		expect((await ticketHands(s.as(s.lua), {})).find(({ engineer }) => engineer)).toMatchObject({ id: chop(s).id });
		expect(await give(s, ticket, 3, chop(s).id, 'Đã tắt bật cục mạng.')).toEqual({ id: ticket, to: 'Mây Văn Chớp' });
		expect(await mine(s, 4)).toEqual([
			expect.objectContaining({ id: ticket, name: 'Sương Thị Sớm', phone: '0900000318', system: 'network' })
		]);
		expect(await asks(s)).toBe(1);
		const shown = await showMend(s.as(chop(s), 5), { ticket });
		expect(shown.events.map(({ words }) => words)).toEqual(['Mạng nhà bác đứt từ sáng.', 'Đã tắt bật cục mạng.']);
		expect(await refusalOf(showMend(s.as(chop(s), 5), { ticket: other }))).toBe('support-unknown');
		await mend(s, ticket, 'answered', 6, shown.version);
		await mend(s, ticket, 'note', 7, shown.version + 1);
		expect(await refusalOf(mend(s, ticket, 'waits', 8, shown.version))).toBe('support-moved');
		await mend(s, ticket, 'waits', 8, shown.version + 2);
		expect([await asks(s), (await mine(s, 9))[0]!.state]).toEqual([0, 'waits']);
		await mend(s, ticket, 'solved', 10, shown.version + 3);
		expect(await showTicket(s.as(s.lua, 11), { ticket })).toMatchObject({
			...{ state: 'solved', owner: 'Mây Văn Chớp', outside: true, version: shown.version + 4 },
			clocks: { solved: { state: 'done' } }
		});
		// Solved is not over: it is with them until its person says that it works.
		const own = (await myTickets(s.as(self(s.som), 12), {})).rows.find((one) => one.id === ticket)!;
		expect(own.events.map(({ kind }) => kind)).toEqual(['said', 'answered', 'answered', 'waits', 'solved']);
		expect(await mine(s, 12)).toEqual([]);
		expect((await myMended(s.as(chop(s), 12), { after: null })).rows).toMatchObject([{ ticket, ended: 'solved' }]);
		await sayOnOwn(s.as(self(s.som), 13), { id: id(), ticket, version: own.version, kind: 'confirmed', words: null });
		expect(await mine(s, 14)).toEqual([]);
		expect((await myMended(s.as(chop(s), 14), { after: null })).rows).toMatchObject([
			{ ticket: null, ended: 'confirmed' }
		]);
		expect(await refusalOf(showMend(s.as(chop(s), 14), { ticket }))).toBe('support-unknown');
		const looks = (await myLooks(s.as(self(s.som), 15), {})).rows.filter(
			({ actorName }) => actorName === 'Mây Văn Chớp'
		);
		expect(new Set(looks.map(({ what }) => what))).toEqual(new Set(['list', 'record']));
	})
);

test(
	'what came back is theirs again; what was taken, given back, put under another, or is of whoever was erased is theirs no more',
	scene(async (s) => {
		const one = await open(s);
		await give(s, one, 1);
		await mend(s, one, 'solved', 2, 2);
		await say(s, one, 'back', 'Vẫn chập chờn.', 3);
		// It stands in one of their two lists.
		expect((await mine(s, 4)).map((line) => line.id)).toEqual([one]);
		expect((await myMended(s.as(chop(s), 4), { after: null })).rows).toEqual([]);
		expect((await showMend(s.as(chop(s), 4), { ticket: one })).events.at(-1)).toMatchObject({
			words: 'Vẫn chập chờn.'
		});
		await takeTicket(s.as(s.mai, 5), { ticket: one, version: await version(s, one) });
		expect(await mine(s, 6)).toEqual([]);
		expect(await refusalOf(mend(s, one, 'note', 6, 5))).toBe('support-unknown');
		const back = await open(s);
		await give(s, back, 7);
		await giveBack(s.as(chop(s), 8), { id: id(), ticket: back, version: 2, words: 'Đứt cáp ngoài cột.' });
		expect(await showTicket(s.as(s.lua, 9), { ticket: back })).toMatchObject({ owner: null, outside: false });
		expect((await showTicket(s.as(s.lua, 9), { ticket: back })).events.at(-1)).toMatchObject({
			...{ kind: 'note', words: 'Đứt cáp ngoài cột.', by: 'Mây Văn Chớp' }
		});
		expect(await mine(s, 10)).toEqual([]);
		// Given a second time they read their own words again, and not what the team noted in between.
		await say(s, back, 'note', 'Nội bộ.', 11);
		await give(s, back, 12);
		const again = (await showMend(s.as(chop(s), 13), { ticket: back })).events.map(({ words }) => words);
		expect(again).toEqual(['Mạng nhà bác đứt từ sáng.', 'Đứt cáp ngoài cột.']);
		const into = (await tickets(s.as(s.lua, 14), { view: 'all' })).rows.find((row) => row.id === one)!;
		await mergeTicket(s.as(s.lua, 14), { ticket: back, version: await version(s, back), into: `H ${into.number}` });
		expect(await mine(s, 15)).toEqual([]);
		const third = await open(s);
		await give(s, third, 16);
		const request = id();
		await makeRequest(s.as(self(s.som), 17), { id: request, kind: 'deletion', purpose: null, words: 'xoá hết' });
		await erase(s.as(s.thach, DAY), { request });
		expect(await mine(s, DAY + 1)).toEqual([]);
	})
);

test(
	'what stands under their ticket is not read by an engineer; money that was lost is given to none; nor is anything to who sees to no tickets',
	scene(async (s) => {
		const [theirs, other] = [await open(s), await open(s, { words: 'Máy in hỏng.' })];
		await give(s, theirs, 1);
		const { number } = await showTicket(s.as(s.lua, 2), { ticket: theirs });
		await mergeTicket(s.as(s.lua, 2), { ticket: other, version: 1, into: `H ${number}` });
		expect((await showMend(s.as(chop(s), 3), { ticket: theirs })).events).toHaveLength(1);
		const lost = id();
		await beginLostMoney(s.as(s.lua, 4), { id: lost });
		expect(await refusalOf(give(s, lost, 5))).toBe('support-engineer-lost');
		expect(await refusalOf(give(s, theirs, 5, s.sam.id))).toBe('support-to');
		expect(await refusalOf(give(s, theirs, 5, s.rang.id))).toBe('support-to');
		await sayOnTicket(s.as(s.lua, 6), {
			...{ id: id(), ticket: theirs, version: await version(s, theirs), kind: 'solved', words: 'Xong.', until: null }
		});
		await sayOnTicket(s.as(s.lua, 7), {
			...{ id: id(), ticket: theirs, version: await version(s, theirs), kind: 'confirmed', words: null, until: null }
		});
		expect(await refusalOf(give(s, theirs, 8))).toBe('support-not-so');
	})
);

test(
	'a colleague to whom a ticket is given is told; of what is late with an engineer the team is rung, for they work at no place',
	scene(async (s) => {
		const told = async (who: Scene['lua'], minutes: number) => {
			await hearFacts(s, minutes);
			return (await staffNotices(s.as(who, minutes), {})).rows.map(({ fact }) => fact);
		};
		const ticket = await open(s);
		await give(s, ticket, 1, s.mai.id);
		expect([await told(s.mai, 2), await told(s.lua, 2)]).toEqual([['support.given'], []]);
		await give(s, ticket, 3);
		expect([await told(s.mai, 4), await told(chop(s), 4)]).toEqual([[], []]);
		await ringLate().run({ ...s.base, clock: () => s.as(s.lua, 60).now } as never);
		expect(await told(s.mai, 61)).toEqual(['support.late']);
	})
);

test(
	'whoever loses the role but not the account sees to no ticket any more; what they may still see to stays theirs',
	scene(async (s) => {
		const [ticket, kept] = [await open(s), await open(s)];
		await takeTicket(s.as(s.mai, 1), { ticket, version: 1 });
		await give(s, kept, 1);
		await granted(s, s.mai.id, 1, 'guide');
		await granted(s, s.mai.id, 1, 'police');
		const take = async (staff: string, role: 'guide' | 'receiving-officer' | 'engineer', minutes: number) => {
			await takeRole(s.as(khoi(s), minutes), { staff, role, place: 1 });
			await hearIn(s, 'support', () => s.as(s.lua, minutes).now);
		};
		const owner = async (which: string) => (await showTicket(s.as(s.lua, 9), { ticket: which })).owner;
		await take(s.mai.id, 'receiving-officer', 2);
		expect(await owner(ticket)).toBe('Nắng Thị Mai');
		await take(s.mai.id, 'guide', 3);
		expect([await owner(ticket), await owner(kept)]).toEqual([null, 'Mây Văn Chớp']);
		await granted(s, chop(s).id, 1, 'police');
		await take(chop(s).id, 'engineer', 4);
		expect(await owner(kept)).toBe(null);
	})
);

test(
	'what an engineer saw to who leaves is of the whole team, and never of another engineer',
	scene(async (s) => {
		const ticket = await open(s);
		await give(s, ticket, 1);
		await closeStaff(s.as(khoi(s), 2), { staff: chop(s).id, to: s.mai.id });
		await hearIn(s, 'support', () => s.as(s.lua, 3).now);
		expect(await showTicket(s.as(s.lua, 4), { ticket })).toMatchObject({ owner: 'Nắng Thị Mai', outside: false });
	})
);
