import fc from 'fast-check';
import { expect, test } from 'vitest';
import { myLooks } from '#capabilities/privacy/my-looks.server.ts';
import { gia, scene, self } from '#tests/support/scene.ts';
import { settle } from '#seed/house.ts';
import { findPeople, matchCard } from './people.server.ts';
import { compareNames, readCard } from './rules-card.ts';
import { doubts, isIdNumber, maskNumber, readIdNumber } from './rules-id-number.ts';
import { MOST_FOUND } from './rules-search.ts';

test.each([
	['sương thị sớm', 1],
	['suong thi som', 1],
	['som ben gio 1950', 1],
	['som suong', 1],
	['suong thj som', 1],
	['som 1951', 1],
	['Suương Thiịj Soớm', 1],
	['suowng thij sowms', 1],
	['xương thị xớm', 1],
	['suong thi sam', 1],
	['suonh thi som', 1],
	['14/03/1950 som', 1],
	['bác Sớm ở Bến Gió', 1],
	['gia go nang', 0],
	['097150004127', 1],
	['0971 5000 4127', 1],
	['0900000318', 1],
	['0900000319', 0],
	['xyz khong co', 0]
])('searching “%s” finds %i', (words, count) =>
	scene(async (s) => {
		const found = await findPeople(s.as(s.lua), { words });
		expect(found.filter((person) => person.id === s.som)).toHaveLength(count);
		expect(JSON.stringify(found)).not.toContain('097150004127');
	})()
);

test(
	'of many namesakes the nearest are answered, as many as the page says, and somebody of the right year first',
	scene(async (s) => {
		for (let year = 1940; year < 1940 + MOST_FOUND + 4; year++)
			await settle(s.base, s.as(s.lua).now, { ...gia, name: 'Lá Thị Đông', birth: year, number: null, needs: [] });
		expect(await findPeople(s.as(s.lua), { words: 'la thi dong' })).toHaveLength(MOST_FOUND);
		expect(await findPeople(s.as(s.lua), { words: 'la thi dong 1951' })).toMatchObject([{ birthYear: 1951 }]);
	})
);

test(
	'another commune finds nobody of ours',
	scene(async (s) => {
		expect(await findPeople(s.as(s.rang), { words: 'suong thi som' })).toEqual([]);
		expect(await findPeople(s.as(s.rang), { words: '097150004127' })).toEqual([]);
	})
);

test(
	'a scanner that types through Telex: digits and dates are trusted, the name only compared',
	scene(async (s) => {
		const match = (await matchCard(s.as(s.lua), { typed: '097150004127|…|Suương Thiịj Soớm|14031950|Nư|…' }))!;
		expect(match).toMatchObject({
			number: '097*******27',
			birthDate: '1950-03-14',
			found: { id: s.som, match: 'mangled', sameBirth: true }
		});
	})
);

test.each([
	['Sương Thị Sớm', 'same'],
	['Suong Thi Som', 'same-without-accents'],
	['Suwowng Thij Sowms', 'mangled'],
	['Thông Văn Già', 'different']
] as const)('%s is %s', (typed, match) => {
	expect(compareNames(typed, 'Sương Thị Sớm')).toBe(match);
});

test('a card without a twelve-digit number is no card', () => {
	expect([readCard(''), readCard('123|abc'), readCard('Suong|097150004127')]).toEqual([null, null, null]);
	for (const no of ['31021950', '01010000', '01010001'])
		expect(readCard(`097150004127||Ai|${no}|x|y|z`)).toMatchObject({ birthDate: null });
});

const numbers = fc.record({
	p: fc.integer({ min: 1, max: 96 }),
	g: fc.integer({ min: 0, max: 9 }),
	yy: fc.integer({ min: 0, max: 99 }),
	r: fc.integer({ min: 0, max: 999_999 })
});
const write = ({ p, g, yy, r }: { p: number; g: number; yy: number; r: number }): string =>
	`${String(p).padStart(3, '0')}${g}${String(yy).padStart(2, '0')}${String(r).padStart(6, '0')}`;

test('an ID number tells century, year and sex, and never blocks', () => {
	fc.assert(
		fc.property(numbers, (made) => {
			const number = write(made);
			const said = readIdNumber(number)!;
			return (
				isIdNumber(number) &&
				said.birthYear === 1900 + Math.floor(made.g / 2) * 100 + made.yy &&
				said.gender === (made.g % 2 === 0 ? 'male' : 'female') &&
				!doubts(number, said).some((doubt) => doubt !== 'province-unknown') &&
				maskNumber(number).length === 12
			);
		})
	);
	expect(doubts('038150004127', { birthYear: 1951, gender: 'male' })).toEqual(['birth-year-differs', 'gender-differs']);
	expect(readIdNumber('12345')).toBeNull();
});

test(
	'whoever a search or a card shows reads it, with who searched',
	scene(async (s) => {
		await findPeople(s.as(s.lua, 1), { words: 'suong thi som' });
		await matchCard(s.as(s.mai, 2), { typed: '097150004127||Sương Thị Sớm|14031950|Nữ||' });
		await findPeople(s.as(s.lua, 3), { words: 'thong van gia' });
		const read = async (who: string) =>
			(await myLooks(s.as(self(who), 4), {})).rows.map(({ what, purpose }) => [what, purpose]).toSorted();
		expect(await read(s.som)).toEqual([
			['search', 'card'],
			['search', 'find']
		]);
		expect(await read(s.gia)).toEqual([['search', 'find']]);
	})
);
