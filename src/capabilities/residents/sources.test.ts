import { expect, test } from 'vitest';
import { addHamlet, loadHamlets } from '#capabilities/places/hamlets.server.ts';
import { myLooks } from '#capabilities/privacy/my-looks.server.ts';
import { getPerson } from './people.server.ts';
import { correctPerson } from './correct-person.server.ts';
import { findPeople, matchCard } from './people.server.ts';
import { recordByCard, recordUnverified } from './record-person.server.ts';
import { register } from './record.server.ts';
import { compareCard } from './correct-person.server.ts';
import { sourcesAfter } from './rules-sources.ts';
import { beside, refusalOf, scene, self, type Scene } from '#tests/support/scene.ts';

const id = () => crypto.randomUUID();
const CARD = '097161000777||Lau Văn Bờ|02091961|Nam|Thôn Lau Thưa, Lưu Vệ, Quảng Xương, Thanh Hóa|10052022';
const listed = (s: Scene) => loadHamlets(s.as(s.thach), { text: 'thôn\nthôn Bến Gió\nthôn Gò Nắng' });
const asSaid = { name: 'Mây Thị Trôi', birthYear: 1951, elsewhere: false };

test.each([
	['a guide corrects what a sheet brought', {}, ['phone'], { by: 'g', byCard: false, keeper: false }, { phone: 'g' }],
	[
		'the card of somebody whom a guide wrote down',
		{ name: 'g', hamlet: 'g' },
		['name', 'number'],
		{ by: 'h', byCard: true, keeper: false },
		{ hamlet: 'g', name: 'card', number: 'card' }
	],
	['a telephone is on no card', {}, ['phone'], { by: 'g', byCard: true, keeper: false }, { phone: 'g' }],
	[
		'whoever keeps the register',
		{ name: 'g', birth: 'g' },
		['name'],
		{ by: 'k', byCard: false, keeper: true },
		{ birth: 'g' }
	]
])('who says a fact: %s', (_, before, fields, how, after) => {
	expect(sourcesAfter(before as Record<string, string>, fields, how)).toEqual(after);
});

test(
	'what a guide typed is the guide’s until the card or whoever keeps the register says it',
	scene(async (s) => {
		await listed(s);
		const person = id();
		await recordUnverified(s.as(s.lua), { ...asSaid, id: person, hamlet: 'gò nắng' });
		const sources = async () => (await getPerson(s.as(s.lua, 1), person)).sources;
		expect(await sources()).toEqual({ name: s.lua.id, birth: s.lua.id, hamlet: s.lua.id });
		expect((await getPerson(s.as(s.lua), s.som)).sources).toEqual({});
		const birthDate = `${asSaid.birthYear}-08-02`;
		const facts = { ...asSaid, person, birthDate, gender: null, hamlet: 'thôn Gò Nắng' } as const;
		await correctPerson(s.as(s.mai, 2), { ...facts, number: '097151004121', source: 'paper' });
		await compareCard(s.as(s.lua, 2), { person, card: `097151004121||${asSaid.name}|0208${asSaid.birthYear}||` });
		expect(await sources()).toEqual({ name: 'card', birth: 'card', number: 'card', hamlet: s.lua.id });
		await correctPerson(s.as(s.thach, 3), { ...facts, hamlet: 'thôn Bến Gió', source: 'said' });
		expect(await sources()).toEqual({ name: 'card', birth: 'card', number: 'card' });
	})
);

test(
	'a hamlet is one of the commune’s; another one is made by whoever keeps the register, and by nobody else',
	scene(async (s) => {
		const one = (hamlet: string) => recordUnverified(s.as(s.lua, 1), { ...asSaid, id: id(), hamlet });
		expect(await refusalOf(one('thôn Mây Bưởi'))).toBe('hamlet-unknown');
		await one('thôn Bến Gió');
		await listed(s);
		expect(await refusalOf(one('thôn Mây Bưởi'))).toBe('hamlet-unknown');
		for (const who of [s.lua, s.mai, s.sam])
			expect(await refusalOf(addHamlet(s.as(who, 2), { name: 'thôn Mây Bưởi' }))).toBe('not-allowed');
		await addHamlet(s.as(s.thach, 2), { name: 'thôn Mây Bưởi' });
		expect(await refusalOf(addHamlet(s.as(s.thach, 3), { name: 'Mây bưởi' }))).toBe('hamlet-there');
		await one('may buoi');
		const { hamlets } = await register(s.as(s.lua, 4), {});
		expect(hamlets.map(({ hamlet }) => hamlet)).toEqual(['thôn Bến Gió', 'thôn Gò Nắng', 'thôn Mây Bưởi']);
	})
);

test(
	'a card of another commune keeps what it said: nobody types it again, and its address is no hamlet of this one',
	scene(async (s) => {
		await listed(s);
		const card = await matchCard(s.as(s.lua), { typed: CARD });
		expect(card).toMatchObject({ found: null, birthDate: '1961-09-02', gender: 'male', nameAsTyped: 'Lau Văn Bờ' });
		const address = 'Thôn Lau Thưa, Lưu Vệ, Quảng Xương, Thanh Hóa';
		expect(card!.address).toBe(address);
		const [person, other] = [id(), id()];
		const sent = { card: CARD, hamlet: address, elsewhere: true };
		expect(await refusalOf(recordByCard(s.as(s.lua), { ...sent, id: person, name: 'Mưa Thị Khác' }))).toBe(
			'card-other-name'
		);
		await recordByCard(s.as(s.lua), { ...sent, id: person, name: 'Lau Văn Bờ' });
		const kept = await getPerson(s.as(s.lua, 1), person);
		expect(kept).toMatchObject({
			number: '097161000777',
			birthDate: '1961-09-02',
			gender: 'male',
			verified: true,
			elsewhere: true,
			hamlet: address
		});
		expect(kept.sources).toEqual({ name: 'card', number: 'card', birth: 'card', gender: 'card', hamlet: 'card' });
		expect((await matchCard(s.as(s.lua, 2), { typed: CARD }))?.found).toMatchObject({ id: person, match: 'same' });
		// Whose number it is already has been looked at, and nobody is written twice.
		const last = async () =>
			(await myLooks(s.as(self(person), 101), { page: 0 })).rows.find((one) => one.purpose === 'card')?.at;
		expect(await last()).toEqual(s.as(s.lua, 2).now);
		expect(await recordByCard(s.as(s.lua, 100), { ...sent, id: other, name: 'Lau Văn Bờ' })).toEqual({ id: null });
		expect(await last()).toEqual(s.as(s.lua, 100).now);
		const { hamlets } = await register(s.as(s.lua, 4), {});
		expect(hamlets.filter(({ elsewhere }) => elsewhere)).toMatchObject([{ hamlet: '', people: 1 }]);
	})
);

test(
	'whom another commune has is served here too: the number stands with them, and is found there',
	scene(async (s) => {
		const person = id();
		const there = id();
		const sent = { card: CARD, hamlet: null, elsewhere: true, name: 'Lau Văn Bờ' };
		await recordByCard(s.as(beside({ ...s, lua: { ...s.lua, centres: [2] } }, s.som)), { ...sent, id: there });
		await recordByCard(s.as(s.lua, 1), { ...sent, id: person });
		expect((await getPerson(s.as(s.lua, 2), person)).number).toBe('097161000777');
		expect(await findPeople(s.as(s.lua, 3), { words: '097161000777' })).toEqual([]);
		const facts = { person, name: 'Lau Văn Bờ', birthYear: 1961, birthDate: '1961-09-02', gender: 'male' } as const;
		await correctPerson(s.as(s.lua, 4), {
			...facts,
			hamlet: null,
			elsewhere: true,
			phone: '0900000555',
			source: 'said'
		});
		expect(await getPerson(s.as(s.lua, 5), person)).toMatchObject({ number: '097161000777', phone: '0900000555' });
	})
);
