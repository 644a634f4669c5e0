import { describe, expect, test } from 'vitest';
import { families } from '#capabilities/learning/frame-shape.ts';
import { pictos } from '#design/drawings.ts';
import { halfEnglish, inEach, longerThan, unkindOf, usableForScams } from '#tests/support/spoken-texts.ts';
import { acts, bands, signs, type PracticeItem, type Sign } from './scam-shape.ts';
import { findPractice, firstSign, markOf, practiceItems, rulesOfThree, scamFamilies, signsOf } from './scams.ts';

const scams = practiceItems.filter(({ genuine }) => !genuine);
const genuine = practiceItems.filter((one) => one.genuine);
const told = { before: 30, because: 40, then: 30 } as const;

const turns = practiceItems.flatMap((one) => one.turns.flatMap(({ says }, n) => inEach(`${one.id} turn ${n}`, says)));
const offered = practiceItems.flatMap(({ id, choices }) =>
	choices.flatMap(({ act, says }) => inEach(`${id} ${act}`, says))
);
const comes = practiceItems.flatMap((one) => one.choices.flatMap((c) => inEach(`${one.id} ${c.act} comes`, c.comes)));
const around = (key: keyof typeof told) => practiceItems.flatMap((one) => inEach(`${one.id} ${key}`, one[key]));
const { mark, fingers, rule, firstHour, bands: bandWords } = rulesOfThree;
const rules = [
	...[mark.call, mark.message, rule, firstHour.title, firstHour.lead],
	...fingers.flatMap(({ name, says }) => [name, says]),
	...firstHour.steps.map(({ says }) => says),
	...Object.values(bandWords),
	...scamFamilies.flatMap(({ name, reflex }) => [name, reflex])
].flatMap((said, n) => inEach(`rule ${n}`, said));
const all = [...turns, ...offered, ...comes, ...around('before'), ...around('because'), ...around('then'), ...rules];

describe('what is practised', () => {
	test('eight families of three scams and two genuine; of each kind a call and a message in every family', () => {
		expect(scamFamilies.map(({ id }) => id)).toEqual([...families]);
		expect([scams.length, genuine.length]).toEqual([24, 16]);
		expect(new Set(practiceItems.map(({ id }) => id)).size).toBe(40);
		for (const { id, items } of scamFamilies) {
			expect(
				items.map((one) => one.id),
				id
			).toEqual(['a', 'b', 'c', 'd', 'e'].map((letter) => `${id}-${letter}`));
			for (const kind of [false, true]) {
				const media = items.filter((one) => one.genuine === kind).map(({ medium }) => medium);
				expect(media.length, id).toBe(kind ? 2 : 3);
				expect(new Set(media), id).toEqual(new Set(['call', 'message']));
			}
		}
		expect(findPractice('F3-c')).toBe(practiceItems.find(({ id }) => id === 'F3-c'));
		expect(findPractice('F9-a')).toBeUndefined();
	});

	test('a twin begins as its scam does, at the same moment, in the same look; the fingers alone tell them apart', () => {
		const look = (one: PracticeItem) => ({
			...{ family: one.family, medium: one.medium, as: one.medium === 'message' ? one.as : null },
			...{ picture: one.picture, before: one.before, begins: one.turns[0], turns: one.turns.length },
			// What they follow differs; how they refuse and where they ask does not.
			choices: one.choices.slice(0, 2).map(({ act, picture, says }) => ({ act, picture, says }))
		});
		expect(scams.filter(({ twin }) => twin !== null)).toEqual([]);
		expect(new Set(genuine.map(({ twin }) => twin)).size).toBe(16);
		for (const one of genuine) {
			const scam = findPractice(one.twin!)!;
			expect(scam.genuine, one.id).toBe(false);
			expect(look(one), one.id).toEqual(look(scam));
			expect(signsOf(one), one.id).toEqual([]);
			expect(firstSign(one), one.id).toBeNull();
			expect(signsOf(scam), one.id).not.toEqual([]);
			expect(one.turns.slice(1), one.id).not.toEqual(scam.turns.slice(1));
		}
	});

	test('each scam shows a finger, some at the first word; each finger goes up in every family', () => {
		expect(scams.filter((one) => firstSign(one) === null)).toEqual([]);
		expect(new Set(scams.map(firstSign))).toEqual(new Set([0, 1]));
		for (const { id, items } of scamFamilies)
			expect(
				signs.filter((sign) => !items.some((one) => signsOf(one).includes(sign))),
				id
			).toEqual([]);
	});

	test('a finger goes up where its words are said, and nowhere else is anybody hurried or bound to silence', () => {
		const heardIn: Record<Sign, RegExp> = {
			hurry: /ngay|hôm nay|trước (?:trưa|tối)|tối nay|trưa nay|một giờ nữa|gấp|tuần này/i,
			secret: /đừng|không được tắt|kể với ai|kín/i,
			'money-or-code': /tiền|phí|mã|đường dẫn|máy hiện mấy số|nạp|chuyển/i
		};
		const said = scams.flatMap(({ id, turns: all }) => all.map((turn) => ({ id, ...turn, text: turn.says.vi })));
		for (const sign of signs)
			expect(said.filter((turn) => turn.signs.includes(sign) && !heardIn[sign].test(turn.text))).toEqual([]);
		for (const sign of ['hurry', 'secret'] as const)
			expect(said.filter((turn) => !turn.signs.includes(sign) && heardIn[sign].test(turn.text))).toEqual([]);
	});

	test('a call can be hung up on, first of all; a message left; either asked about, or followed', () => {
		for (const { id, medium, choices } of practiceItems)
			expect(
				choices.map(({ act }) => act),
				id
			).toEqual([medium === 'call' ? 'hang-up' : 'leave', 'check', 'follow']);
		expect(new Set(practiceItems.flatMap(({ choices }) => choices.map(({ act }) => act)))).toEqual(new Set(acts));
		const asks = offered.filter(({ where }) => where.includes(' check '));
		expect(asks).toHaveLength(3 * 40);
		// A choice that refuses and asks in one would tell what the item is.
		expect(
			asks.filter(({ text }) => /(?<![\p{L}\p{M}])(cúp|không|hang|not|nothing|काटूँ|न)(?![\p{L}\p{M}])/iu.test(text))
		).toEqual([]);
		const firsts = new Set(practiceItems.map(({ medium, choices }) => `${medium} ${choices[0]!.says.vi}`));
		expect([...firsts].toSorted()).toEqual(['call Cúp máy', 'message Bỏ qua, coi là tin lừa']);
	});

	test('each picture is drawn', () => {
		const named = [
			...practiceItems.flatMap(({ picture, choices }) => [picture, ...choices.map((one) => one.picture)]),
			...[...fingers, ...firstHour.steps].map(({ picture }) => picture)
		];
		expect(named.filter((name) => !Object.hasOwn(pictos, name))).toEqual([]);
	});
});

describe('how it is said', () => {
	test('a turn has at most 20 words, a choice 12, what comes of it 30, the reason 40', () => {
		expect(longerThan(20, turns)).toEqual([]);
		expect(longerThan(12, offered)).toEqual([]);
		expect(longerThan(30, [...comes, ...rules])).toEqual([]);
		for (const key of ['before', 'because', 'then'] as const) expect(longerThan(told[key], around(key))).toEqual([]);
	});

	test('three languages, each in its own letters', () => {
		const devanagari = /\p{Script=Devanagari}/u;
		const marked = /[ăâđêôơưàảãáạèẻẽéẹìỉĩíịòỏõóọùủũúụỳỷỹýỵ]/i;
		const hindi = all.filter(({ where }) => where.endsWith(' hi'));
		expect(all.length).toBe(3 * hindi.length);
		expect(hindi.filter(({ text }) => !devanagari.test(text) || /[a-z]/i.test(text))).toEqual([]);
		const english = all.filter(({ where }) => where.endsWith(' en'));
		expect(english.filter(({ text }) => devanagari.test(text) || marked.test(text))).toEqual([]);
	});

	test('nobody could take it for real: a mark of its own for each medium, in each language', () => {
		for (const one of practiceItems) {
			const said = markOf(one);
			expect([said.vi, said.en, said.hi].map((text) => text.split(/[.।]/)[0])).toEqual(['TẬP', 'PRACTICE', 'अभ्यास']);
		}
		expect(mark.call).not.toEqual(mark.message);
	});

	test('nothing shows how one is made: no address, number, name or sum', () => {
		expect(usableForScams(all)).toEqual([]);
		expect([...turns, ...around('before')].filter(({ text }) => /\d/.test(text))).toEqual([]);
		const sum = /(?<!\p{L})(triệu|nghìn|trăm|tỉ|tỷ|million|thousand|hundred|लाख|हज़ार|सौ|करोड़)(?![\p{L}\p{M}])/iu;
		expect(all.filter(({ text }) => sum.test(text))).toEqual([]);
	});

	test('nobody is blamed: who followed hears that it was practice, who hung up on a genuine one that it does no harm', () => {
		expect(unkindOf(all)).toEqual([]);
		expect(halfEnglish(all)).toEqual([]);
		const heard = (items: typeof practiceItems, act: string) =>
			items.map(({ choices }) => choices.find((one) => one.act === act)!.comes);
		for (const said of heard(scams, 'follow')) {
			expect(said.vi).toMatch(/^Đây là bài tập, /);
			expect(said.en).toMatch(/^This is practice, /);
			expect(said.hi).toMatch(/^यह अभ्यास है, /);
		}
		const refused = genuine.map(({ choices }) => choices[0]!.comes);
		expect(refused.filter(({ vi }) => !/^(Cúp máy|Bỏ qua) cũng không sao/.test(vi))).toEqual([]);
		expect(refused.filter(({ en }) => !/^(Hanging up|Leaving it) does no harm/.test(en))).toEqual([]);
		expect(refused.filter(({ hi }) => !/(कोई बात नहीं|ठीक|नहीं बिगड़ा)/.test(hi))).toEqual([]);
	});
});

describe('the rule of three and the first hour', () => {
	test('a finger for each sign, in its order, and words for each band', () => {
		expect(fingers.map(({ sign }) => sign)).toEqual([...signs]);
		expect(Object.keys(bandWords)).toEqual([...bands]);
		expect(Object.values(bandWords).filter((said) => /\d/.test(JSON.stringify(said)))).toEqual([]);
	});

	test('the bank first, then what is kept and told; the only number is the one of the reports', () => {
		const said = firstHour.steps.map(({ says }) => says.vi);
		expect(said[0]).toMatch(/ngân hàng khoá tài khoản trước/);
		const [keep, report] = [/Giữ tin nhắn/, /công an xã/].map((what) => said.findIndex((step) => what.test(step)));
		expect([keep! > 0, report! > 0]).toEqual([true, true]);
		expect(said.at(-1)).toMatch(/không trả thêm/);
		const numbers = firstHour.steps.flatMap(({ says }) =>
			Object.values(says).flatMap((t) => t.match(/\d[\d/]*/g) ?? [])
		);
		expect(new Set(numbers)).toEqual(new Set(['156/5656']));
	});
});
