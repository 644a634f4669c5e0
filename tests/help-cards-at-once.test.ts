import { afterAll, beforeAll, expect, test } from 'vitest';
import { giveCard, verifyCard } from '#capabilities/help-cards/decide.server.ts';
import { sayOther } from '#capabilities/help-cards/public.server.ts';
import { showCard } from '#capabilities/help-cards/show.server.ts';
import { changeCard, draftCard } from '#capabilities/help-cards/write.server.ts';
import { anyone } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { rightsOf } from '#program/roles.ts';
import { commitHouse, type House } from './support/committed.ts';

// Several at the same moment, each in a connection of their own: one version follows one, one gives it, and whoever says meanwhile that a screen looks
// otherwise is not lost.

const id = (): string => crypto.randomUUID();
const said = (vi: string) => ({ vi, en: null, hi: null });
const step = (vi: string) => ({ says: said(vi), picture: 'look' as const, voice: null });
const body = (n: number) => ({
	...({ title: said(`Thẻ ${n}`), picture: 'look', system: 'phone', device: 'any' } as const),
	steps: [step('Một.'), step('Hai.')]
});
let house: House;
beforeAll(async () => {
	house = await commitHouse();
});
afterAll(() => house.db.end());

const outcome = (asked: Promise<unknown>): Promise<string> =>
	asked.then(
		() => 'done',
		(fault: unknown) => (fault instanceof Refusal ? fault.code : Promise.reject(fault as Error))
	);

test('of eight changes to one version one stands; one of eight gives it; what is said while somebody tries it again stays', async () => {
	const writer = house.guide;
	const second = { ...house.officer, may: new Set(rightsOf['receiving-officer']) };
	const card = id();
	await draftCard(house.as(writer), { id: card, from: null });
	const written = await Promise.all(
		Array.from({ length: 8 }, (_, n) => outcome(changeCard(house.as(writer), { card, version: 1, ...body(n) })))
	);
	expect(written.toSorted()).toEqual([...Array.from({ length: 7 }, () => 'card-moved'), 'done']);
	const given = await Promise.all(
		Array.from({ length: 8 }, () => outcome(giveCard(house.as(second), { id: id(), card, version: 2 })))
	);
	expect(given.toSorted()).toEqual([...Array.from({ length: 7 }, () => 'card-given'), 'done']);

	const visitor = anyone(new Set(rightsOf.public));
	const other = () =>
		sayOther(house.as(visitor), {
			...{ id: id(), card, version: 2, step: 1, centre: null, address: '198.51.100.7', browser: id() }
		});
	for (let n = 0; n < 3; n++) await other();
	const { seen } = await showCard(house.as(second), { card });
	await Promise.all([
		verifyCard(house.as(second), { id: id(), card, version: 2, others: seen }),
		...Array.from({ length: 5 }, other)
	]);
	expect(await showCard(house.as(writer), { card })).toMatchObject({ others: 5, seen: 8, asks: true });
}, 60_000);
