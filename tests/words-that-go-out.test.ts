import { expect, test } from 'vitest';
import { blanksIn, faultsOf } from '#capabilities/notices/rules-text.ts';
import { factWords, wholeWords } from '#capabilities/notices/words.server.ts';
import { measured } from '#capabilities/notices/parts.server.ts';
import { tellKey, type Says } from '#platform/telling.server.ts';
import { findWord } from '#words/word.ts';
import { doors, rooms } from '#program/rooms.ts';
import { leads } from '#web/leads.ts';

// Every word that any room tells anybody, in three languages, to themself and to whoever is told with them.

const tells = rooms.flatMap((room) => room.tells.map((tell) => ({ room: room.name, tell })));
const said = tells.filter(({ tell }) => !tell.known && !tell.rings && !tell.staff);
const saidToStaff = tells.filter(({ tell }) => tell.staff && !tell.known);
const readers = (['vi', 'en', 'hi'] as const).flatMap((locale) =>
	[true, false].map((forAnother) => ({ locale, forAnother }))
);
/** The longest that stands in a blank. */
const longest: Says = { day: '2026-11-21', hour: '16:30', desk: 'Quầy 12', amount: '200000' };
const unsaid = rooms.flatMap((room) => room.unsaid());

const textOf = (
	name: string,
	{ locale, forAnother }: (typeof readers)[number],
	blank: Record<string, string>
): string => findWord(tellKey(name, forAnother), blank, { locale })!;

test('a room tells under its own name, of commands that are, each fact once', () => {
	expect(said.length).toBeGreaterThan(5);
	for (const { room, tell } of tells) {
		expect(tell.name.split('.')[0]).toBe(room);
		for (const command of tell.hears) expect(doors.get(command)?.kind, command).toBe('command');
	}
	expect(new Set(tells.map(({ tell }) => tell.name)).size).toBe(tells.length);
	// Rooms that declare nothing tell nothing.
	expect(rooms.find(({ name }) => name === 'places')!.tells).toEqual([]);
});

test.each(said.map(({ tell }) => [tell.name, tell] as const))(
	'%s never looks like a scam, in any language, to anybody',
	(name, tell) => {
		for (const reader of readers) {
			const blank = Object.fromEntries(Object.keys(longest).map((one) => [one, `{${one}}`]));
			const text = factWords(name, {}, { ...reader, shared: false });
			const withBlanks = textOf(name, reader, blank);
			expect(faultsOf(withBlanks, tell.says, unsaid), `${tellKey(name, reader.forAnother)} ${reader.locale}`).toEqual(
				[]
			);
			for (const one of blanksIn(withBlanks)) expect(tell.says).toContain(one);
			expect(text.trim()).not.toBe('');
		}
	}
);

test.each(said.map(({ tell }) => [tell.name]))(
	'%s is at most three texts long with its marks, whose it is first and the code last',
	(name) => {
		for (const reader of readers) {
			const body = factWords(name, longest, { ...reader, shared: false });
			const whole = wholeWords(body, { commune: 'Xã Quảng Bình', code: '7315' }, reader.locale);
			expect(whole).toMatch(/xã Quảng Bình/);
			expect(whole).toMatch(/7315[.।]$/);
			expect(measured(whole).parts, whole).toBeLessThanOrEqual(reader.locale === 'vi' ? 3 : 4);
		}
	}
);

test.each(saidToStaff.map(({ tell }) => [tell.name]))(
	'%s, told to staff, says what kind of work waits in every language, with no blank, and leads to where it is done',
	(name) => {
		for (const locale of ['vi', 'en', 'hi'] as const) {
			const words = findWord(tellKey(name), {}, { locale });
			expect(words, `${name} ${locale}`).toBeTruthy();
			expect(faultsOf(words!, [], unsaid), `${name} ${locale}`).toEqual([]);
		}
		expect(leads[name], name).toBeDefined();
	}
);

test('nothing leads anywhere that nobody of the staff is told', () => {
	expect(Object.keys(leads).toSorted()).toEqual(saidToStaff.map(({ tell }) => tell.name).toSorted());
});
