import * as v from 'valibot';
import { expect, test } from 'vitest';
import { readForm } from './form.server.ts';

const formOf = (...fields: readonly (readonly [string, string | File])[]): FormData => {
	const form = new FormData();
	for (const [name, value] of fields) form.append(name, value);
	return form;
};
const said = (part: v.GenericSchema, ...values: readonly (string | File)[]): unknown =>
	readForm(v.object({ box: part }), formOf(...values.map((value) => ['box', value] as const)))['box'];

const sheet = new File(['x'], 'a.csv');
const empty = new File([], '');

test.each([
	['text as it was typed', v.string(), [' Lụa '], ' Lụa '],
	['text that is not there', v.string(), [], ''],
	['the first of several', v.string(), ['a', 'b'], 'a'],
	['a file where text is meant', v.string(), [sheet], ''],
	['text behind a pipe', v.pipe(v.string(), v.trim()), ['x'], 'x'],
	['a whole number', v.number(), [' 16 '], 16],
	['a number in groups', v.pipe(v.number(), v.integer()), ['16.000'], 16_000],
	['no number', v.number(), ['mười'], Number.NaN],
	['an empty box of a number', v.number(), [''], Number.NaN],
	['a choice of words', v.picklist(['a', 'b']), ['b'], 'b'],
	['a choice of numbers', v.picklist([15, 30]), ['30'], 30],
	['no choice of numbers', v.picklist([15, 30]), [], Number.NaN],
	['a tick', v.boolean(), ['on'], true],
	['a tick without a value', v.boolean(), [''], true],
	['no tick', v.boolean(), [], false],
	['no tick where it may be left out', v.optional(v.boolean(), false), [], false],
	['a list', v.array(v.string()), ['a', 'b'], ['a', 'b']],
	['a list of numbers', v.pipe(v.array(v.number()), v.minLength(1)), ['1', 'x'], [1, Number.NaN]],
	['an empty list', v.array(v.string()), [], []],
	['nothing said, null', v.nullable(v.string()), ['  '], null],
	['something said where null may be', v.nullable(v.string()), [' a '], ' a '],
	['no number, null', v.nullable(v.number()), [''], null],
	['no number where null may be', v.nullable(v.number()), ['x'], Number.NaN],
	['nothing said, left out', v.optional(v.string()), [''], undefined],
	['nothing said, both', v.optional(v.nullable(v.string()), null), [''], null],
	['nothing said, nullish', v.nullish(v.string()), [''], null],
	['a file', v.nullable(v.file()), [sheet], sheet],
	['an empty file', v.nullable(v.file()), [empty], null],
	['text where a file is meant', v.nullable(v.file()), ['x'], null]
])('%s', (_, part, values, is) => {
	expect(said(part as v.GenericSchema, ...values)).toEqual(is);
});

test('a form says nothing that its schema does not ask, and nothing that the page gives', () => {
	const form = formOf(['name', 'a'], ['desk', 'hers'], ['admin', '1']);
	expect(readForm(v.object({ name: v.string(), desk: v.string() }), form, ['desk'])).toEqual({ name: 'a' });
});

test('a field named after what every object has is a field and nothing else', () => {
	const form = formOf(['__proto__', 'x'], ['constructor', 'y']);
	const read = readForm(v.record(v.string(), v.string()), form);
	expect(Object.getPrototypeOf(v.parse(v.record(v.string(), v.string()), read))).toBe(Object.prototype);
	expect([({} as Record<string, unknown>)['x'], {}.constructor]).toEqual([undefined, Object]);
	expect(v.parse(v.object({ a: v.optional(v.string()) }), JSON.parse('{"__proto__":{"a":"x"}}'))).toEqual({});
});

test('a schema of any fields reads them all as text, without a file', () => {
	const form = formOf(['need-a', 'on'], ['file', sheet]);
	expect(readForm(v.record(v.string(), v.string()), form)).toEqual({ 'need-a': 'on', file: '' });
});
