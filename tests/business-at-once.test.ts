import { afterAll, beforeAll, expect, test } from 'vitest';
import { dayOf } from '#kernel/day.ts';
import type { Actor } from '#kernel/actor.ts';
import { endRepresentation, represent, representatives } from '#capabilities/mandates/represent.server.ts';
import { correctBusiness, recordBusiness } from '#capabilities/residents/businesses.server.ts';
import { businesses } from '#capabilities/residents/find-businesses.server.ts';
import { commitHouse, type House } from './support/committed.ts';
import { refusalOf } from './support/scene.ts';

// Several desks write at once: nothing here is rolled back.

let house: House;
beforeAll(async () => {
	house = await commitHouse();
});
afterAll(() => house.db.end());

const id = (): string => crypto.randomUUID();
const hands = (): Actor[] => Array.from({ length: 8 }, (_, n) => (n % 2 ? house.guide : house.officer));
const facts = (number: string) => ({
	...{ kind: 'household' as const, name: 'Tạp hoá Mưa Rào', number, phone: null },
	...{ hamlet: null, elsewhere: false, sure: false }
});

test('eight who write down one business at once write one, and seven are asked whether it is that', async () => {
	const said = await Promise.all(
		hands().map((one) => recordBusiness(house.as(one), { id: id(), ...facts('38-00012') }))
	);
	const written = said.filter((one) => one.id !== null);
	expect(written).toHaveLength(1);
	expect(said.filter(({ same }) => same === written[0]!.id)).toHaveLength(7);
	expect((await businesses(house.as(house.guide), {})).whole).toBe(1);
});

test('the same request is one business and one who stands for it, however often it comes; of two who correct, one reads that it moved', async () => {
	const once = house.as(house.guide);
	const input = { id: once.request, ...facts('38-00013'), name: 'Hiệu Nắng Mai' };
	const sent = await Promise.all([recordBusiness(once, input), recordBusiness(once, input)]);
	const business = sent[0]!.id!;
	expect(sent[1]).toEqual(sent[0]);
	const stand = {
		...{ business, agent: house.person, paper: 'registration' as const, scope: 'everything' as const },
		...{ from: dayOf(once.now), to: null, open: false, paperSeen: true }
	};
	const by = house.as(house.guide);
	await Promise.all([represent(by, { id: by.request, ...stand }), represent(by, { id: by.request, ...stand })]);
	const tries = await Promise.all(hands().map((one) => refusalOf(represent(house.as(one), { id: id(), ...stand }))));
	expect(new Set(tries)).toEqual(new Set(['represent-stands']));
	const [one] = await representatives(house.as(house.guide), { business });
	const ends = await Promise.allSettled(
		hands().map((who) => endRepresentation(house.as(who), { representation: one!.id }))
	);
	expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
	// Nobody stands any more: of eight who write somebody down at once one does.
	const anew = await Promise.allSettled(hands().map((who) => represent(house.as(who), { id: id(), ...stand })));
	expect(anew.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
	const correct = await Promise.allSettled(
		hands().map((who, n) =>
			correctBusiness(house.as(who), { business, version: 1, ...facts(`38-1${n}0`), name: `Hiệu Nắng ${n}` })
		)
	);
	expect(correct.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});
