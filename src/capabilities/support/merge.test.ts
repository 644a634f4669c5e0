import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyone } from '#kernel/actor.ts';
import { erase } from '#capabilities/data-rights/erase.server.ts';
import { makeRequest } from '#capabilities/data-rights/requests.server.ts';
import { lookAs } from '#platform/scope.server.ts';
import { rightsOf } from '#program/roles.ts';
import { listener, refusalOf, scene, self, type Scene } from '#tests/support/scene.ts';
import { sayOnTicket } from './go-on.server.ts';
import { mergeTicket, unmergeTicket } from './merge.server.ts';
import { myTickets, sayOnOwn } from './own.server.ts';
import { lookUpTicket } from './look-up.server.ts';
import { clearTickets } from './sql.server.ts';
import { showTicket, tickets } from './show.server.ts';
import { openTicket } from './write.server.ts';

const id = (): string => crypto.randomUUID();
const open = (s: Scene, minutes: number, more: object = {}) =>
	openTicket(s.as(s.lua, minutes), {
		...{ id: id(), system: 'portal', source: 'phone', stuck: 'one', due: 'later', person: s.som },
		...{ caller: null, phone: null, fault: null, words: 'Cổng quay mãi.' },
		...more
	} as Parameters<typeof openTicket>[1]);
const called = { person: null, caller: 'Mây Văn Lạ', phone: '0900000551' };
const show = (s: Scene, ticket: string, minutes: number) => showTicket(s.as(s.lua, minutes), { ticket });
const say = async (s: Scene, ticket: string, kind: Parameters<typeof sayOnTicket>[1]['kind'], minutes: number) => {
	const { version } = await show(s, ticket, minutes);
	return sayOnTicket(s.as(s.lua, minutes), {
		id: id(),
		ticket,
		version,
		kind,
		words: `${kind} ${minutes}`,
		until: null
	});
};
const merge = async (s: Scene, ticket: string, into: number, minutes: number) =>
	mergeTicket(s.as(s.lua, minutes), { ticket, into: `H ${into}`, version: (await show(s, ticket, minutes)).version });
const unmerge = async (s: Scene, ticket: string, minutes: number) =>
	unmergeTicket(s.as(s.lua, minutes), { ticket, version: (await show(s, ticket, minutes)).version });

test(
	'told twice it is one ticket: the earlier clock, the more pressing of both, all words in one order, one line in the list, and no key on what stands under it',
	scene(async (s) => {
		const first = await open(s, 0, { ...called, stuck: 'many', due: 'today', words: 'Gọi lần đầu.' });
		const second = await open(s, 5);
		await say(s, second.id, 'answered', 7);
		expect(await merge(s, first.id, second.number, 8)).toEqual({ id: second.id });
		const one = await show(s, second.id, 9);
		expect(one).toMatchObject({ urgency: 'high', under: [{ id: first.id, number: 1 }], into: null });
		expect(one.events.map(({ words, from }) => [words, from])).toEqual([
			['Gọi lần đầu.', 1],
			['Cổng quay mãi.', null],
			['answered 7', null]
		]);
		// Seven minutes after the first of them.
		expect(one.clocks.first).toMatchObject({ state: 'done', minutes: 7 });
		const { rows, more, counts } = await tickets(s.as(s.lua, 10), { view: 'all' });
		expect([rows.map(({ number }) => number), more, counts.all]).toEqual([[2], 0, 1]);
		expect(await show(s, first.id, 10)).toMatchObject({ into: { number: 2 } });
		expect(await refusalOf(say(s, first.id, 'answered', 11))).toBe('support-merged');
		expect(await refusalOf(merge(s, first.id, 2, 12))).toBe('support-merged');
		// What a caller said is not read on her page.
		const [own] = (await myTickets(s.as(self(s.som), 12), { page: 0 })).rows;
		expect(own!.events.map(({ words }) => words)).toEqual(['Cổng quay mãi.', 'answered 7']);
		await sayOnOwn(s.as(self(s.som), 13), {
			id: id(),
			ticket: second.id,
			version: own!.version,
			kind: 'said',
			words: 'Vẫn vậy.'
		});
		await unmerge(s, first.id, 14);
		expect((await show(s, first.id, 15)).events.map(({ words }) => words)).toEqual(['Gọi lần đầu.']);
		expect((await show(s, second.id, 15)).events.map(({ words }) => words)).toEqual([
			'Cổng quay mãi.',
			'answered 7',
			'Vẫn vậy.'
		]);
	})
);

test(
	'two tickets of hers are read as one on her page too; what is of two people, over, of elsewhere or tied already is refused kindly',
	scene(async (s) => {
		const [one, two] = [await open(s, 0, { words: 'Một.' }), await open(s, 1, { words: 'Hai.' })];
		const hers = await open(s, 2, { person: s.gia });
		expect(await refusalOf(merge(s, hers.id, one.number, 3))).toBe('support-merge-other');
		expect(await refusalOf(merge(s, one.id, one.number, 3))).toBe('support-merge-self');
		expect(await refusalOf(merge(s, one.id, 977, 3))).toBe('support-number-unknown');
		expect(
			await refusalOf(mergeTicket(s.as(s.rang, 3), { ticket: one.id, into: String(two.number), version: 1 }))
		).toBe('support-number-unknown');
		await merge(s, two.id, one.number, 4);
		const rows = (await myTickets(s.as(self(s.som), 5), { page: 0 })).rows;
		expect(rows.map(({ number, events }) => [number, events.map(({ words }) => words)])).toEqual([
			[1, ['Một.', 'Hai.']]
		]);
		const third = await open(s, 6);
		expect(await refusalOf(merge(s, one.id, third.number, 7))).toBe('support-merge-chain');
		expect(await refusalOf(unmergeTicket(s.as(s.lua, 7), { ticket: two.id, version: 1 }))).toBe('support-moved');
	})
);

test(
	'put under another and taken out again, both stand as before, whatever was said on them',
	scene(async (s) => {
		const kinds = fc.array(fc.constantFrom('said', 'answered', 'note', 'waits', 'solved') as fc.Arbitrary<'said'>, {
			maxLength: 4
		});
		let minute = 0;
		await fc.assert(
			fc.asyncProperty(kinds, kinds, async (onOne, onOther) => {
				const [one, other] = [await open(s, ++minute), await open(s, ++minute, called)];
				for (const [ticket, all] of [
					[one, onOne],
					[other, onOther]
				] as const)
					for (const kind of all) await say(s, ticket.id, kind, ++minute).catch(() => null);
				const now = ++minute;
				const plain = async (ticket: string) => {
					const { version: _, ...shown } = await show(s, ticket, now);
					return shown;
				};
				const before = [await plain(one.id), await plain(other.id)];
				// One that works and one that does not are two matters.
				if (before.some(({ state }) => state === 'solved')) {
					expect(await refusalOf(merge(s, other.id, one.number, now))).toBe('support-merge-over');
					return;
				}
				await merge(s, other.id, one.number, now);
				expect((await show(s, one.id, now)).events).toHaveLength(before[0]!.events.length + before[1]!.events.length);
				await unmerge(s, other.id, now);
				expect([await plain(one.id), await plain(other.id)]).toEqual(before);
			}),
			{ numRuns: 12 }
		);
	})
);

test(
	'what stands under another is answered by its number as that one, called back by its own telephone, and kept as long and no longer',
	scene(async (s) => {
		const theirs = await open(s, 0);
		const caller = await open(s, 1, called);
		const other = await open(s, 2, { ...called, phone: '0900000777' });
		expect(await refusalOf(merge(s, other.id, caller.number, 3))).toBe('support-merge-other');
		await merge(s, caller.id, theirs.number, 4);
		expect((await show(s, theirs.id, 5)).under).toMatchObject([{ name: 'Mây Văn Lạ', phone: '0900000551' }]);
		await say(s, theirs.id, 'solved', 6);
		await say(s, theirs.id, 'confirmed', 7);
		const asked = { centre: 1, number: String(caller.number), phone: '0900000551', address: 'a', browser: 'b' };
		const found = await lookUpTicket(s.as(anyone(new Set(rightsOf.public)), 8), asked);
		expect(found.state).toBe('over');
		const clear = (day: number) =>
			lookAs({ ...s.as(listener(['retention']), 9), now: s.as(s.lua, day * 24 * 60).now }, ({ db }) =>
				clearTickets(db, s.as(s.lua, day * 24 * 60).now)
			);
		await clear(-1);
		expect((await show(s, caller.id, 10)).name).toBe('Mây Văn Lạ');
		await clear(1);
		expect(await show(s, caller.id, 11)).toMatchObject({ name: null, phone: null, events: [{ words: null }] });
	})
);

test(
	'whoever is erased stands under nobody; what a caller said beside them is seen to by itself again, and theirs is over',
	scene(async (s) => {
		const [one, two] = [await open(s, 0), await open(s, 1)];
		const caller = await open(s, 2, called);
		await merge(s, two.id, one.number, 3);
		await merge(s, caller.id, one.number, 4);
		const request = id();
		await makeRequest(s.as(self(s.som), 20), { id: request, kind: 'deletion', purpose: null, words: 'xoá hết' });
		await erase(s.as(s.thach, 60), { request });
		const { rows } = await tickets(s.as(s.lua, 61), { view: 'all' });
		expect(rows.map(({ number, name }) => [number, name])).toEqual([[3, 'Mây Văn Lạ']]);
		for (const { id: ticket } of [one, two])
			expect(await show(s, ticket, 62)).toMatchObject({ state: 'over', into: null, under: [] });
	})
);
