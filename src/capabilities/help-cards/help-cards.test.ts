import { expect, test } from 'vitest';
import { anyone, type Actor } from '#kernel/actor.ts';
import { rightsOf } from '#program/roles.ts';
import { openTicket } from '#capabilities/support/write.server.ts';
import { sayOnTicket } from '#capabilities/support/go-on.server.ts';
import { waitingOf } from '#platform/asks.server.ts';
import { refusalOf, scene, type Scene } from '#tests/support/scene.ts';
import { cardsAsking } from './asks.server.ts';
import type { Body } from './card-shape.ts';
import { giveCard, verifyCard, withdrawCard } from './decide.server.ts';
import { openCard, openCards, sayOther } from './public.server.ts';
import { cards, showCard } from './show.server.ts';
import { changeCard, draftCard, draftFromTicket } from './write.server.ts';

const id = (): string => crypto.randomUUID();
const visitor: Actor = { ...anyone(new Set(rightsOf.public)) };
const said = (vi: string) => ({ vi, en: null, hi: null });
const body: Body = {
	...{ title: said('Máy in nhoè'), picture: 'paper', system: 'printer', device: 'computer' },
	steps: [
		{ says: said('Mở nắp máy in. Lấy hộp mực ra.'), picture: 'look', voice: null },
		{ says: said('Lắc nhẹ hộp mực, lắp lại.'), picture: 'stop', voice: null }
	]
};
const show = (s: Scene, card: string, minutes: number, who = s.lua) => showCard(s.as(who, minutes), { card });
/** A card that Lúa wrote and Mai gave. */
async function given(s: Scene, minutes = 0): Promise<string> {
	const { id: card } = await draftCard(s.as(s.lua, minutes), { id: id(), from: null });
	await changeCard(s.as(s.lua, minutes), { card, version: 1, ...body });
	await giveCard(s.as(s.mai, minutes), { id: id(), card, version: 2 });
	return card;
}
const other = (s: Scene, card: string, minutes: number, more: Partial<Parameters<typeof sayOther>[1]> = {}) =>
	sayOther(s.as(visitor, minutes), {
		...{ id: id(), card, version: 2, step: 1, centre: 1, address: '203.0.113.9', browser: id() },
		...more
	});
const verify = (s: Scene, card: string, others: number, minutes: number, version = 2) =>
	verifyCard(s.as(s.lua, minutes), { id: id(), card, version, others });

test(
	'a draft is nobody’s but the centre’s; whoever wrote it does not give it, and a second person does',
	scene(async (s) => {
		const { id: card } = await draftCard(s.as(s.lua), { id: id(), from: null });
		const give = (who: Actor, version: number, minutes: number) =>
			refusalOf(giveCard(s.as(who, minutes), { id: id(), card, version }));
		expect(await give(s.mai, 1, 1)).toBe('card-title');
		await changeCard(s.as(s.lua, 1), { card, version: 1, ...body });
		expect(await refusalOf(changeCard(s.as(s.mai, 2), { card, version: 1, ...body }))).toBe('card-moved');
		expect(await show(s, card, 2)).toMatchObject({
			state: 'draft',
			version: 2,
			given: null,
			mayGive: false,
			lacks: null
		});
		expect(await show(s, card, 2, s.mai)).toMatchObject({ mayGive: true, writtenBy: 'Hoa Thị Lúa' });
		expect(await give(s.lua, 2, 3)).toBe('card-own');
		expect(await give(s.mai, 1, 3)).toBe('card-moved');
		expect(await refusalOf(openCard(s.as(visitor, 3), { card, centre: 1 }))).toBe('card-unknown');
		await giveCard(s.as(s.mai, 4), { id: id(), card, version: 2 });
		expect(await give(s.mai, 2, 5)).toBe('card-given');
		expect(await openCard(s.as(visitor, 5), { card, centre: null })).toMatchObject({ version: 2, title: body.title });
		// A newer one is written: everybody has the older one until somebody else has tried it.
		await changeCard(s.as(s.mai, 6), { card, version: 2, ...body, title: said('Máy in mờ') });
		expect(await show(s, card, 7)).toMatchObject({ state: 'changed', given: 2, version: 3, mayGive: true });
		expect((await openCard(s.as(visitor, 7), { card, centre: null })).title.vi).toBe('Máy in nhoè');
		expect(await give(s.mai, 3, 8)).toBe('card-own');
		await giveCard(s.as(s.lua, 8), { id: id(), card, version: 3 });
		expect((await openCard(s.as(visitor, 9), { card, centre: null })).title.vi).toBe('Máy in mờ');
	})
);

test(
	'what is written stays: three versions, each as it was',
	scene(async (s) => {
		const card = await given(s);
		await changeCard(s.as(s.lua, 2), { card, version: 2, ...body, steps: body.steps.slice(0, 1) });
		const rows = await s.base.db<{ version: number; steps: number }[]>`
			select version, jsonb_array_length(steps) as steps from help_card_version where card_id = ${card} order by version`;
		expect(rows.map(({ version, steps }) => [version, steps])).toEqual([
			[1, 0],
			[2, 2],
			[3, 1]
		]);
	})
);

test(
	'“màn hình này khác rồi” asks to be tried again; whoever tries it again settles what they saw, and not one who said it since',
	scene(async (s) => {
		const card = await given(s);
		const asking = async (minutes: number) => (await waitingOf(s.as(s.lua, minutes), [cardsAsking])).get(cardsAsking);
		expect(await asking(1)).toBe(0);
		const browser = id();
		expect(await other(s, card, 1, { browser })).toEqual({ counted: true });
		// The same browser says it again of the same step: it is thanked, and counted once.
		expect(await other(s, card, 2, { browser })).toEqual({ counted: false });
		await other(s, card, 2, { step: 2 });
		expect(await other(s, card, 2, { step: 3 })).toEqual({ counted: false });
		expect(await other(s, card, 2, { version: 7 })).toEqual({ counted: false });
		const stands = await show(s, card, 3);
		expect(stands).toMatchObject({ others: 2, seen: 2, asks: true });
		expect(stands.otherSteps).toEqual([
			{ step: 1, count: 1 },
			{ step: 2, count: 1 }
		]);
		expect(await asking(3)).toBe(1);
		await other(s, card, 4, { step: 2 });
		await verify(s, card, stands.seen, 5);
		expect(await show(s, card, 6)).toMatchObject({ others: 1, otherSteps: [{ step: 2, count: 1 }], asks: true });
		expect(await refusalOf(verify(s, card, 9, 6))).toBe('card-moved');
		await verify(s, card, 3, 7);
		expect(await show(s, card, 8)).toMatchObject({ others: 0, asks: false, triedBy: 'Hoa Thị Lúa' });
		expect(await asking(8)).toBe(0);
		// Half a year on nobody has looked: it asks by itself.
		const later = await cards(s.as(s.lua, 181 * 24 * 60), { page: 0 });
		expect(later.rows[0]).toMatchObject({ others: 0, asks: true });
		expect([(await cards(s.as(s.lua, 9), { page: 0 })).asks, later.asks]).toEqual([
			0,
			1 + later.house.filter((one) => one.asks).length
		]);
	})
);

test(
	'a card that was taken back is nowhere, is verified by nobody, and comes back by a second pair of eyes alone where it was changed',
	scene(async (s) => {
		const card = await given(s);
		await other(s, card, 1);
		await withdrawCard(s.as(s.lua, 2), { id: id(), card, version: 2 });
		expect(await refusalOf(withdrawCard(s.as(s.lua, 3), { id: id(), card, version: 2 }))).toBe('card-not-given');
		expect(await refusalOf(openCard(s.as(visitor, 3), { card, centre: 1 }))).toBe('card-unknown');
		expect((await openCards(s.as(visitor, 3), { centre: 1 })).map((one) => one.id)).not.toContain(card);
		expect(await refusalOf(other(s, card, 3))).toBe('card-unknown');
		expect(await refusalOf(verify(s, card, 0, 3))).toBe('card-not-given');
		await giveCard(s.as(s.lua, 4), { id: id(), card, version: 2 });
		expect(await show(s, card, 5)).toMatchObject({ state: 'given', others: 0 });
	})
);

test(
	'a card of the house is read everywhere, tried and taken back by each centre for itself',
	scene(async (s) => {
		const line = async (who: Actor, minutes: number) =>
			(await cards(s.as(who, minutes), { page: 0 })).house.find((one) => one.id === 'chu-to')!;
		await other(s, 'chu-to', 1, { version: 1, centre: null });
		await other(s, 'chu-to', 1, { version: 1, step: 2 });
		expect([(await line(s.lua, 2)).others, (await line(s.rang, 2)).others]).toEqual([2, 1]);
		await verify(s, 'chu-to', 2, 3, 1);
		expect([(await line(s.lua, 4)).others, (await line(s.rang, 4)).others]).toEqual([0, 1]);
		const shown = (centre: number | null) => openCards(s.as(visitor, 5), { centre });
		expect((await shown(1)).find((one) => one.id === 'chu-to')).toMatchObject({ tried: true, triedOn: '2026-07-14' });
		expect((await shown(null)).find((one) => one.id === 'chu-to')).toMatchObject({ tried: false });
		await withdrawCard(s.as(s.lua, 6), { id: id(), card: 'chu-to', version: 1 });
		const has = async (centre: number | null) => (await shown(centre)).some((one) => one.id === 'chu-to');
		expect([await has(1), await has(2), await has(null)]).toEqual([false, true, true]);
		expect(await refusalOf(openCard(s.as(visitor, 7), { card: 'chu-to', centre: 1 }))).toBe('card-unknown');
		expect(await refusalOf(giveCard(s.as(s.lua, 8), { id: id(), card: 'wi-fi', version: 1 }))).toBe('card-given');
		await giveCard(s.as(s.mai, 8), { id: id(), card: 'chu-to', version: 1 });
		expect(await has(1)).toBe(true);
		expect(await refusalOf(changeCard(s.as(s.lua, 9), { card: id(), version: 1, ...body }))).toBe('card-unknown');
	})
);

test(
	'whoever finds a card of the house otherwise writes their own from it: its words, a version of its own, given by a second person',
	scene(async (s) => {
		const copy = (from: string, who = s.lua) => draftCard(s.as(who, 1), { id: id(), from });
		const { id: card } = await copy('chu-to');
		const [own, house] = [await show(s, card, 2), await show(s, 'chu-to', 2)];
		expect([own.title, own.steps, own.state, own.ofHouse]).toEqual([house.title, house.steps, 'draft', false]);
		expect(await refusalOf(giveCard(s.as(s.lua, 3), { id: id(), card, version: 1 }))).toBe('card-own');
		await giveCard(s.as(s.mai, 3), { id: id(), card, version: 1 });
		const { id: draft } = await draftCard(s.as(s.lua, 4), { id: id(), from: null });
		expect(await refusalOf(copy(draft))).toBe('card-unknown');
	})
);

test(
	'another commune neither sees a draft nor gives, changes, verifies or takes back a card of this one',
	scene(async (s) => {
		const { id: draft } = await draftCard(s.as(s.lua), { id: id(), from: null });
		await changeCard(s.as(s.lua, 1), { card: draft, version: 1, ...body });
		const card = await given(s, 2);
		expect((await cards(s.as(s.rang, 3), { page: 0 })).rows).toEqual([]);
		for (const one of [draft, card]) {
			expect(await refusalOf(show(s, one, 3, s.rang))).toBe('card-unknown');
			expect(await refusalOf(giveCard(s.as(s.rang, 3), { id: id(), card: one, version: 2 }))).toBe('card-unknown');
			expect(await refusalOf(changeCard(s.as(s.rang, 3), { card: one, version: 2, ...body }))).toBe('card-unknown');
			expect(await refusalOf(withdrawCard(s.as(s.rang, 3), { id: id(), card: one, version: 2 }))).toBe('card-unknown');
			expect(await refusalOf(verifyCard(s.as(s.rang, 3), { id: id(), card: one, version: 2, others: 0 }))).toBe(
				'card-unknown'
			);
		}
		expect((await openCards(s.as(visitor, 4), { centre: 2 })).some((one) => one.id === card)).toBe(false);
	})
);

test(
	'from a solved ticket a card takes what it is about, and no word of whoever was stuck',
	scene(async (s) => {
		const ticket = id();
		const words = 'Máy in bàn hai nhoè từ sáng.';
		await openTicket(s.as(s.lua), {
			...{ id: ticket, system: 'printer', source: 'phone', stuck: 'one', due: 'today', fault: null, words },
			...{ person: s.som, caller: null, phone: null }
		});
		const draft = (who: Actor, minutes: number) => draftFromTicket(s.as(who, minutes), { id: id(), ticket });
		expect(await refusalOf(draft(s.mai, 1))).toBe('support-not-solved');
		await sayOnTicket(s.as(s.lua, 2), {
			id: id(),
			ticket,
			version: 1,
			kind: 'solved',
			words: 'Đã lắc mực.',
			until: null
		});
		expect(await refusalOf(draft(s.rang, 3))).toBe('support-unknown');
		const { id: card } = await draft(s.mai, 3);
		expect(await show(s, card, 4)).toMatchObject({ system: 'printer', device: 'computer', steps: [], title: said('') });
		const [row] = await s.base.db<{ all: string }[]>`
			select to_jsonb(v)::text || to_jsonb(c)::text as all from help_card_version v join help_card c on c.id = v.card_id where c.id = ${card}`;
		for (const one of [s.som, ticket, 'nhoè', 'Sớm']) expect(row!.all).not.toContain(one);
	})
);
