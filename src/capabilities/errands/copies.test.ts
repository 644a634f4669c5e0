import { describe, expect, test } from 'vitest';
import { findStatement } from '#capabilities/learning/frame.ts';
import { pictos } from '#design/drawings.ts';
import { halfEnglish, inEach, longerThan, unkindOf, usableForScams } from '#tests/support/spoken-texts.ts';
import { copyFor, findCopy, markOfCopies, practiceCopies, tellMe } from './copies.ts';
import { errands } from './copy-shape.ts';

const screens = practiceCopies.flatMap((copy) =>
	copy.screens.map((screen, n) => ({ ...screen, where: `${copy.id} ${n + 1}`, n: n + 1 }))
);
const asked = screens.flatMap(({ where, asks }) => inEach(where, asks));
const steps = screens.flatMap(({ where, step }) => inEach(where, step));
const shown = screens.flatMap(({ where, shows }) =>
	shows.flatMap(({ label, text }) => [label, text].flatMap((one) => inEach(where, one)))
);
const keys = screens.flatMap(({ where, choices }) => choices.flatMap(({ id, says }) => inEach(`${where} ${id}`, says)));
const reasons = screens.flatMap(({ where, choices }) =>
	choices.flatMap(({ id, again }) => (again ? inEach(`${where} ${id} again`, again) : []))
);
const around = practiceCopies.flatMap(({ id, name, about, end }) =>
	[name, about, end].flatMap((one) => inEach(id, one))
);
const all = [
	...asked,
	...steps,
	...shown,
	...keys,
	...reasons,
	...around,
	...[markOfCopies, tellMe].flatMap((one) => inEach('mark', one))
];

describe('what is practised', () => {
	test('five errands of five to eight screens; at each something leads on, and something is looked at again', () => {
		expect(practiceCopies.map(({ id }) => id)).toEqual([...errands]);
		for (const { where, choices } of screens) {
			expect(choices.filter(({ again }) => again === null).length, where).toBeGreaterThan(0);
			expect(choices.filter(({ again }) => again !== null).length, where).toBeGreaterThan(0);
			expect(
				choices.map(({ id }) => id),
				where
			).toEqual(['a', 'b', 'c'].slice(0, choices.length));
		}
		expect(findCopy('shop')).toBeUndefined();
	});

	test('neither the first key nor any other leads on always: nobody learns its place instead of the errand', () => {
		for (const { id, screens: own } of practiceCopies)
			for (const letter of ['a', 'b', 'c']) {
				const leads = own.filter(({ choices }) => choices.find((one) => one.id === letter)?.again === null);
				expect(leads.length, `${id} ${letter}`).toBeLessThan(own.length);
				if (letter !== 'c') expect(leads.length, `${id} ${letter}`).toBeGreaterThan(0);
			}
	});

	test('no key gives itself away by its length', () => {
		const length = ({ says }: { says: { vi: string } }) => says.vi.length;
		const longest = screens.filter(({ choices }) => {
			const [top] = choices.toSorted((a, b) => length(b) - length(a));
			return top!.again === null;
		});
		expect(longest.length / screens.length).toBeLessThan(0.75);
	});

	test('three steps are told, in the order of the screens; no two of them look alike', () => {
		for (const { id, order, screens: own } of practiceCopies) {
			expect([...order], id).toEqual([...order].toSorted((a, b) => a - b));
			expect(new Set(order).size, id).toBe(3);
			const pictures = order.map((n) => own[n - 1]!.picture);
			expect(new Set(pictures).size, id).toBe(3);
		}
	});

	test('each picture is drawn, and no screen shows one picture on two keys but for two days of a week', () => {
		const named = practiceCopies.flatMap((copy) => [
			copy.picture,
			...copy.screens.flatMap(({ picture, shows, choices }) => [
				picture,
				...[...shows, ...choices].map((one) => one.picture)
			])
		]);
		expect(named.filter((name) => !Object.hasOwn(pictos, name))).toEqual([]);
		const alike = screens.filter(({ choices }) => new Set(choices.map(({ picture }) => picture)).size < choices.length);
		expect(alike.map(({ where }) => where)).toEqual(['book 3']);
	});

	test('what is typed is a name and a code, and money is always called practice money', () => {
		expect(screens.filter(({ types }) => types !== null).map(({ where }) => where)).toEqual(['file 3', 'look-up 3']);
		const money = screens.flatMap(({ shows }) => shows.filter(({ text }) => /đồng/.test(text.vi)));
		expect(money.length).toBe(2);
		for (const { label } of money) {
			expect(label.vi).toContain('tiền tập');
			expect(label.en).toContain('practice money');
			expect(label.hi).toContain('अभ्यास के पैसे');
		}
	});

	test('a statement leads to the copy on which its task is looked at', () => {
		for (const { id, practises } of practiceCopies)
			for (const statement of practises) {
				expect(copyFor(statement)).toBe(id);
				expect(
					findStatement(statement)!.tasks.map(({ on }) => on),
					statement
				).toEqual(['practice', 'practice']);
			}
		expect(copyFor('T1.2')).toBeNull();
	});
});

describe('how it is said', () => {
	test('in few words, each of them', () => {
		expect(
			longerThan(
				4,
				steps.filter(({ where }) => where.endsWith('vi'))
			)
		).toEqual([]);
		expect(longerThan(20, asked)).toEqual([]);
		expect(longerThan(8, keys)).toEqual([]);
		expect(longerThan(24, reasons)).toEqual([]);
		expect(longerThan(20, around)).toEqual([]);
	});

	test('kindly, in the reader’s own language, and with nothing of which a scam could be made', () => {
		expect(unkindOf(all)).toEqual([]);
		expect(all.filter(({ where, text }) => where.endsWith('vi') && /(?<!\p{L})sai(?!\p{L})/iu.test(text))).toEqual([]);
		expect(halfEnglish(all)).toEqual([]);
		expect(usableForScams(all)).toEqual([]);
		expect(all.filter(({ text }) => text !== text.trim() || /\s{2}/.test(text))).toEqual([]);
	});

	test('Hindi is in its own letters, but for names, amounts and what is written so', () => {
		const latin = all.filter(({ where }) => where.endsWith('hi')).filter(({ text }) => !/[\u0900-\u097F]/.test(text));
		expect([...new Set(latin.map(({ text }) => text))].toSorted()).toEqual(
			['15.000 đồng', '150.000 đồng', 'BEO THI AO', 'BÈO THỊ AO', 'MƯA VĂN RAO', 'MƯA VĂN RÀO', 'TẬP 27'].toSorted()
		);
	});
});
