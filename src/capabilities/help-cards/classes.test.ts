import { expect, test } from 'vitest';
import { anyone, type Actor } from '#kernel/actor.ts';
import { rightsOf } from '#program/roles.ts';
import { openedClass } from '#tests/support/a-class.ts';
import { refusalOf, scene, type Scene } from '#tests/support/scene.ts';
import { cardsOfClass, nameForClass } from './classes.server.ts';
import { giveCard, withdrawCard } from './decide.server.ts';

const visitor: Actor = { ...anyone(new Set(rightsOf.public)) };
const id = (): string => crypto.randomUUID();

test(
	'a class hands out what its centre named, as everybody has it today; what was taken back or is handed out no more is not there',
	scene(async (s: Scene) => {
		const run = await openedClass(s);
		const name = (card: string, named: boolean, minutes: number, who = s.lua) =>
			nameForClass(s.as(who, minutes), { id: id(), run, card, named });
		const handed = async (minutes: number) =>
			(await cardsOfClass(s.as(visitor, minutes), { run })).map((card) => card.id);
		expect(await handed(0)).toEqual([]);
		await name('wi-fi', true, 1);
		await name('chu-to', true, 2);
		expect(await handed(3)).toEqual(['chu-to', 'wi-fi']);
		await name('wi-fi', false, 4);
		expect(await handed(5)).toEqual(['chu-to']);
		await name('wi-fi', true, 6, s.mai);
		await withdrawCard(s.as(s.mai, 7), { id: id(), card: 'chu-to', version: 1 });
		expect(await handed(8)).toEqual(['wi-fi']);
		await giveCard(s.as(s.lua, 9), { id: id(), card: 'chu-to', version: 1 });
		expect(await handed(10)).toEqual(['chu-to', 'wi-fi']);
		expect(await refusalOf(name('khong-co', true, 11))).toBe('card-unknown');
		expect(await refusalOf(name('wi-fi', true, 11, s.rang))).toBe('class-unknown');
		expect(await cardsOfClass(s.as(visitor, 11), { run: id() })).toEqual([]);
	})
);
