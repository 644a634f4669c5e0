import { afterAll, beforeAll, expect, test } from 'vitest';
import { planTicket, sayOnTicket, takeTicket } from '#capabilities/support/go-on.server.ts';
import { showTicket } from '#capabilities/support/show.server.ts';
import { openTicket } from '#capabilities/support/write.server.ts';
import type { Actor } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { commitHouse, type House } from './support/committed.ts';

// Two see to one ticket at the same moment: nothing here is rolled back.

let house: House;
beforeAll(async () => {
	house = await commitHouse();
});
afterAll(() => house.db.end());

const id = (): string => crypto.randomUUID();
const open = async (): Promise<string> =>
	(
		await openTicket(house.as(house.guide), {
			...{ id: id(), system: 'portal', source: 'phone', stuck: 'one', due: 'today', person: null, fault: null },
			...{ caller: 'Bèo Thị Ao', phone: null, words: 'Nộp không được.' }
		})
	).id;
const noOf = (work: Promise<unknown>): Promise<Pick<Refusal, 'code' | 'detail'> | null> =>
	work.then(
		() => null,
		(reason: unknown) => {
			if (!(reason instanceof Refusal)) throw reason;
			return { code: reason.code, detail: reason.detail };
		}
	);

test('two who answer one ticket at once: one answer stands, and the other reads who was quicker and when', async () => {
	const ticket = await open();
	const answer = (who: Actor, words: string) =>
		noOf(sayOnTicket(house.as(who), { id: id(), ticket, version: 1, kind: 'answered', words, until: null }));
	const both = await Promise.all([answer(house.guide, 'Bác thử lại.'), answer(house.officer, 'Cổng đang nghỉ.')]);
	const lost = both.filter((one) => one !== null);
	expect(lost).toHaveLength(1);
	const { events } = await showTicket(house.as(house.guide), { ticket });
	expect(events.map(({ kind }) => kind)).toEqual(['said', 'answered']);
	const quicker = events[1]!.by!;
	expect(lost[0]).toEqual({
		code: 'support-moved-answered',
		detail: { name: quicker, at: expect.stringMatching(/^\d\d:\d\d$/) }
	});
});

test('who took it, planned it or said that it is solved is named as well; pressed again with the same request it is the same press', async () => {
	const ticket = await open();
	await takeTicket(house.as(house.officer), { ticket, version: 1 });
	const { owner } = await showTicket(house.as(house.guide), { ticket });
	const plan = () => planTicket(house.as(house.guide), { ticket, version: 1, next: 'call', nextOn: '2099-01-01' });
	expect(await noOf(plan())).toMatchObject({ code: 'support-moved-by', detail: { name: owner } });
	const request = house.as(house.officer);
	const solve = { id: id(), ticket, version: 2, kind: 'solved' as const, words: 'Chạy rồi.', until: null };
	expect(await noOf(sayOnTicket(request, solve))).toBeNull();
	expect(await noOf(sayOnTicket(request, solve))).toBeNull();
	expect(await noOf(takeTicket(house.as(house.guide), { ticket, version: 2 }))).toMatchObject({
		code: 'support-moved-solved'
	});
});
