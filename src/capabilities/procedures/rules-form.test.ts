import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allForms, formOf } from './forms.ts';
import type { Answers } from './form.ts';
import type { Question } from './answers.ts';
import { checkAnswer, looksLikeSecret } from './rules-answer.ts';
import { answersInPortalOrder, completeness, portalText } from './rules-form.ts';
import { nextQuestion, prefillFrom, questionsFor, stepOf } from './rules-asked.ts';

const TODAY = '2026-07-14';
const q = (kind: Question['kind'], more: Partial<Question> = {}): Question => ({
	id: 'q',
	kind,
	ask: { vi: '', en: '', hi: '' },
	portalLabel: '',
	required: true,
	...more
});
const check = (kind: Question['kind'], raw: string, more: Partial<Question> = {}) =>
	checkAnswer(q(kind, more), raw, TODAY);

describe('answers', () => {
	it.each([
		['Sương Thị Sớm', 'Sương Thị Sớm'],
		['  Sùng   A  Páo ', 'Sùng A Páo'],
		['Nhi', 'Nhi'],
		["Y'Ngông Niê K'Đăm", "Y'Ngông Niê K'Đăm"],
		['H’Hen Niê', 'H’Hen Niê'],
		['Đỗ Thị Hà'.normalize('NFD'), 'Đỗ Thị Hà']
	])('takes the name %s', (raw, value) => expect(check('person-name', raw)).toEqual({ value }));
	it.each(['Nguyễn V4n A', '038150004127', '<b>', '.'])('asks again for the name %s', (raw) => {
		expect(check('person-name', raw)).toEqual({ error: 'name-signs' });
	});
	it.each([
		['1950', '1950'],
		['3/1950', '1950-03'],
		['14/03/1950', '1950-03-14'],
		['14 3 1950', '1950-03-14'],
		['1950-3-14', '1950-03-14'],
		['29/2/2024', '2024-02-29'],
		['14/7/2026', '2026-07-14']
	])('takes the date %s', (raw, value) => expect(check('date', raw, { partial: true })).toMatchObject({ value }));
	it.each([
		['20/13/1972', { error: 'month', part: 'month' }],
		['32/1/1972', { error: 'day', part: 'day' }],
		['31/4/1972', { error: 'no-such-day', slots: { month: 4, last: 30 }, part: 'day' }],
		['29/2/2023', { error: 'no-such-day', slots: { month: 2, last: 28 }, part: 'day' }],
		['15/7/2026', { error: 'in-future' }],
		['2027', { error: 'in-future', part: 'year' }],
		['hôm qua', { error: 'year', part: 'year' }]
	])('says what is odd about %s', (raw, problem) => expect(check('date', raw, { partial: true })).toEqual(problem));
	it('marks a year alone, and asks for the rest where it is needed', () => {
		expect(check('date', '1950', { partial: true })).toEqual({ value: '1950', warning: 'year-only' });
		expect(check('date', '1950')).toEqual({ error: 'month', part: 'month' });
	});
	it.each([
		['0900 000 318', '0900000318'],
		['+84 900 000 318', '0900000318'],
		['0237 3852 246', '02373852246']
	])('takes the phone %s', (raw, value) => expect(check('phone', raw)).toEqual({ value }));
	it('checks numbers, choices and identity numbers', () => {
		expect(check('phone', '12345')).toEqual({ error: 'phone-digits' });
		expect(check('id-number', '038 150 004 127')).toEqual({ value: '038150004127' });
		expect(check('id-number', '171234567')).toEqual({ error: 'id-digits', slots: { have: 9 } });
		expect(check('id-number', '999150004127')).toMatchObject({ warning: 'province-unlike' });
		expect(check('number', '0', { min: 1, max: 20 })).toEqual({ error: 'too-small', slots: { min: 1 } });
		expect(check('number', '1.000', { max: 2000 })).toEqual({ value: '1000' });
		expect(check('choice', 'x', { choices: [] })).toEqual({ error: 'not-a-choice' });
		expect(check('text', '  ')).toEqual({ error: 'empty' });
		expect(check('text', '', { required: false })).toEqual({ value: '' });
		expect(check('long-text', 'a'.repeat(2001))).toMatchObject({ error: 'too-long' });
	});
	it('keeps what it takes: checked again it stays the same', () => {
		fc.assert(
			fc.property(
				fc.constantFrom<Question['kind']>(
					'text',
					'long-text',
					'date',
					'number',
					'phone',
					'id-number',
					'person-name',
					'place'
				),
				fc.string({ unit: 'grapheme' }),
				(kind, raw) => {
					const first = check(kind, raw, { partial: true });
					if ('value' in first) expect(check(kind, first.value, { partial: true })).toEqual(first);
				}
			)
		);
	});
	it.each([
		['OTP 482913', true],
		['mã là 482913', true],
		['mã xác nhận: 482 913', true],
		['mật khẩu 123456', true],
		['mật khẩu: hoasen', true],
		['mã 6 số 123456', true],
		['số tài khoản 3500205001234', false],
		['mã hồ sơ 000.00.14.H56-260714-0118', false],
		['mã thủ tục 2.000635', false],
		['gọi 0900000318 giúp cháu', false],
		['cháu học lớp 123456', false]
	])('%s looks like a secret: %s', (text, secret) => expect(looksLikeSecret(text)).toBe(secret));
});

const filled: Answers = {
	'applicant-name': 'Sương Thị Sớm',
	'applicant-id-number': '038150004127',
	'applicant-birth': '1950-03-14',
	'applicant-address': 'Thôn Bến Gió, xã Quảng Bình, tỉnh Thanh Hóa',
	'applicant-phone': '0900000318',
	'for-self': 'yes',
	record: 'marriage',
	'registered-on': '1972',
	'registered-at': 'Uỷ ban nhân dân xã Quảng Lưu',
	copies: '2',
	receive: 'desk'
};

describe('forms', () => {
	const copies = formOf('2.000635');
	it('leads through the questions one by one', () => {
		expect(nextQuestion(copies, {})?.id).toBe('applicant-name');
		expect(nextQuestion(copies, { ...filled, record: undefined as unknown as string })?.id).toBe('record');
		expect(nextQuestion(copies, filled)).toBeUndefined();
		expect(stepOf(copies, filled, 'copies')).toEqual({ step: 10, of: 11 });
	});
	it('asks about another person only where there is one', () => {
		expect(questionsFor(copies, filled).map(({ id }) => id)).not.toContain('owner-name');
		expect(questionsFor(copies, { ...filled, 'for-self': 'no' })).toHaveLength(13);
	});
	it('gives the answers as the portal wants them', () => {
		const lines = answersInPortalOrder(copies, filled).map(({ label, text }) => `${label}: ${text}`);
		expect(lines).toContain('Ngày sinh: 14/03/1950');
		expect(lines).toContain('Loại giấy tờ đề nghị cấp: Trích lục kết hôn (bản sao)');
		expect(lines).toContain('Năm đăng ký: 1972');
		expect(lines.at(-1)).toBe('Hình thức nhận kết quả: Nhận trực tiếp tại trung tâm');
	});
	it('knows what is missing and what no longer passes', () => {
		expect(completeness(copies, filled, TODAY)).toMatchObject({ complete: true, of: 11, answered: 11 });
		const broken = { ...filled, copies: '0', record: '' };
		expect(completeness(copies, broken, TODAY)).toMatchObject({
			complete: false,
			missing: ['record'],
			wrong: [{ id: 'copies', error: 'too-small' }]
		});
	});
	it('registers a birth with a mother alone, or with both', () => {
		const birth = formOf('1.001193');
		const people = (answers: Answers) => new Set(questionsFor(birth, answers).map(({ person }) => person));
		expect(people({ 'father-named': 'no' }).has('father')).toBe(false);
		expect(people({ 'father-named': 'married' }).has('father')).toBe(true);
		expect(birth.questions.some(({ id }) => id === 'child-id-number')).toBe(false);
	});
	it('has a parent born well before the child', () => {
		const birth = formOf('1.001193');
		const mother = birth.questions.find(({ id }) => id === 'mother-birth')!;
		const born = (raw: string) => checkAnswer(mother, raw, TODAY, { 'child-birth': '2026-03-01' });
		for (const wrong of ['1/3/2026', '2026', '1/1/2020', '2017']) expect(born(wrong)).toEqual({ error: 'not-before' });
		expect(born('28/2/2010')).toMatchObject({ value: '2010-02-28' });
		expect(born('1999')).toMatchObject({ value: '1999' });
		const both = { 'child-birth': '2026-03-01', 'mother-birth': '2026-03-01' };
		expect(completeness(birth, both, TODAY).wrong).toEqual([{ id: 'mother-birth', error: 'not-before' }]);
		expect(portalText(mother, '1999-12-24')).toBe('1999');
	});
	it.each([
		['kinh', 'Kinh'],
		['Muong', 'Mường'],
		["h'mong", 'HMông'],
		['Khmer', 'Khơ-me'],
		['Việt', 'Kinh']
	])('writes the ethnic group %s as the register does', (raw, value) => {
		expect(check('ethnic-group', raw)).toEqual({ value });
	});
	it.each(['Hải', 'xã Mây', '123'])('does not know the ethnic group %s', (raw) => {
		expect(check('ethnic-group', raw)).toEqual({ error: 'no-such-group' });
	});
	it.each([
		['2', '2'],
		['2.000', '2000'],
		['16 000', '16000']
	])('takes the number %s', (raw, value) => expect(check('number', raw, { max: 99_000 })).toEqual({ value }));
	it.each(['1.5', '1,5', '1.0000', '2 bản', '-1'])('asks again for the number %s', (raw) => {
		expect(check('number', raw)).toEqual({ error: 'not-a-number' });
	});
	it('asks for the month where day and year stand alone', () => {
		expect(check('date', '1//2026', { partial: true })).toEqual({ error: 'month', part: 'month' });
	});
	it('takes from the register only what belongs to that person', () => {
		expect(prefillFrom(formOf('1.001193'), 'mother', { name: 'Mưa Thị Phùn', phone: '0900000000' })).toEqual({
			'mother-name': 'Mưa Thị Phùn'
		});
	});
	it('is the general one for every other procedure', () => expect(formOf('1.000656').id).toBe('general'));
	it('is sound: ids once, conditions look back, words in three languages, no box for a secret', () => {
		for (const form of allForms()) {
			const seen = new Set<string>();
			for (const question of form.questions) {
				expect(seen.has(question.id)).toBe(false);
				for (const earlier of [question.when?.question, question.before])
					if (earlier) expect(seen.has(earlier)).toBe(true);
				seen.add(question.id);
				for (const words of [question.ask, question.hint, ...(question.choices ?? []).map((c) => c.words)]) {
					if (words) expect(Object.values(words).every((text) => text.length > 0)).toBe(true);
				}
				expect(question.kind === 'choice').toBe(question.choices !== undefined);
				expect(question.choices?.length ?? 0).toBeLessThanOrEqual(4);
				expect(question.portalLabel + question.ask.vi).not.toMatch(/mật khẩu|OTP/i);
			}
		}
	});
	it('shows only questions of the form, whatever was answered, and one of them is next until all are done', () => {
		fc.assert(
			fc.property(
				fc.constantFrom(...allForms()),
				fc.dictionary(
					fc.constantFrom('for-self', 'father-named', 'paid-by', 'relation'),
					fc.constantFrom('yes', 'no', 'married', 'account', '')
				),
				(form, answers) => {
					const shown = questionsFor(form, answers);
					expect(shown.every((question) => form.questions.includes(question))).toBe(true);
					const all = Object.fromEntries(shown.map(({ id }) => [id, answers[id] ?? 'x']));
					const next = nextQuestion(form, all);
					if (next) expect(shown.includes(next)).toBe(false);
				}
			)
		);
	});
	it('writes a choice and a yes in the words of the portal', () => {
		expect(portalText(q('yes-no'), 'yes')).toBe('Có');
		expect(portalText(q('date'), '1950-03')).toBe('03/1950');
	});
});
