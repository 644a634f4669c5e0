import { beforeAll, expect, test } from 'vitest';
import { atTheDoor, laterIn, listen, outcomeOf, phoneOf, seenBy, syncNow, type Held } from '#tests/support/field.ts';
import { scene, type Scene } from '#tests/support/scene.ts';
import { correctPerson } from '#capabilities/residents/correct-person.server.ts';
import { getPerson } from '#capabilities/residents/people.server.ts';
import { assign } from './areas.server.ts';
import { unsettled } from './box.server.ts';
import { corrected, factsOf, type Facts } from './corrected.browser.ts';
import { correction, standsHere } from './correction.browser.ts';
import { doorsHere } from './here.browser.ts';
import { openWord } from './open-word.server.ts';
import { said, say } from './outbox.browser.ts';
import { readState } from './state.browser.ts';

// Somebody who was written down wrong is put right at their door, without a line.

beforeAll(listen);

const doorsOf = ({ phone, unlocked }: Held) => doorsHere(phone, unlocked);
const standsOn = async (held: Held, home: string, person: string) =>
	(await standsHere(held.phone, await doorsOf(held), home, person))!;

/** Says on a phone that somebody is otherwise than its page showed; answers the operation, or why it says nothing. */
async function putRight(held: Held, home: string, person: string, to: Partial<Facts>, opened?: Facts) {
	const known = await standsOn(held, home, person);
	const seen = opened ?? known.stands;
	const word = correction(known, seen, { ...seen, ...to, source: 'paper' });
	return word === null || typeof word === 'string' ? word : say(held.phone, word);
}

/** What a page of this phone shows of somebody. */
async function shownOn({ phone, unlocked }: Held, person: string): Promise<Facts> {
	const doors = corrected(await doorsHere(phone, unlocked), (await said(phone)).lines, await readState(phone));
	return factsOf(doors.flatMap(({ people }) => people).find(({ id }) => id === person)!);
}

const registered = async (s: Scene, person: string) => {
	const { name, birthDate, birthYear, gender, hamlet } = await getPerson(s.as(s.mai), person);
	return { name, birth: birthDate ?? String(birthYear), gender, hamlet };
};
const isCompared = ({ base }: Scene, person: string, to: boolean) =>
	base.db`update person set verified = ${to} where id = ${person}`;

test(
	'it is shown on the phone at once and goes up with the rest; the day of a birth, which no phone knows, and the hamlet stay',
	scene(async (s) => {
		const { home, phone } = await atTheDoor(s);
		await isCompared(s, s.som, false);
		await syncNow(phone);
		const before = await registered(s, s.som);
		const operation = await putRight(phone, home, s.som, { name: 'Sương Thị Sớm Mai' });
		expect(await shownOn(phone, s.som)).toMatchObject({ name: 'Sương Thị Sớm Mai', birth: '1950' });
		// What was put right is put right again, before anything has gone.
		const second = await putRight(phone, home, s.som, { name: 'Sương Thị Sáng' });
		await syncNow(phone);
		expect([await outcomeOf(phone, operation!), await outcomeOf(phone, second!)]).toEqual([
			['done', 'applied', null],
			['done', 'applied', null]
		]);
		expect(await registered(s, s.som)).toEqual({ ...before, name: 'Sương Thị Sáng' });
		// The whole day that a card says.
		const day = await putRight(phone, home, s.som, { birth: '1951-02-03' });
		await syncNow(phone);
		expect((await outcomeOf(phone, day!))?.[1]).toBe('applied');
		expect(await registered(s, s.som)).toMatchObject({ name: 'Sương Thị Sáng', birth: '1951-02-03' });
		expect(await shownOn(phone, s.som)).toEqual({ name: 'Sương Thị Sáng', birth: '1951', gender: 'female' });
	})
);

test(
	'a page that lay open elsewhere presses nothing old: neither over a word of this phone, nor over what came down since',
	scene(async (s) => {
		const { home, phone, clock } = await atTheDoor(s);
		await isCompared(s, s.gia, false);
		await syncNow(phone);
		const opened = (await standsOn(phone, home, s.gia)).stands;
		await putRight(phone, home, s.gia, { birth: '1947' });
		expect(await putRight(phone, home, s.gia, { gender: 'female' }, opened)).toBe('stale');
		expect(await putRight(phone, home, s.gia, {}, { ...opened, birth: '1947' })).toBeNull();
		await syncNow(phone);
		const later = await standsOn(phone, home, s.gia);
		expect(later.stands.birth).toBe('1947');
		const fresh = laterIn(s, clock.at)(s.mai);
		const desk = { person: s.gia, name: 'Thông Văn Giàu', birthYear: 1947, birthDate: null, gender: 'male' as const };
		await correctPerson(fresh, { ...desk, hamlet: 'thôn Gò Nắng', source: 'paper' });
		clock.days(1);
		await syncNow(phone);
		expect(await putRight(phone, home, s.gia, { gender: 'female' }, later.stands)).toBe('stale');
	})
);

test(
	'two phones that put the same right otherwise: what came first stands, whose came later reads so, and whoever leads sees both',
	scene(async (s) => {
		const { home, phone, area, clock } = await atTheDoor(s);
		await isCompared(s, s.gia, false);
		await assign(s.as(s.thach), { area, staff: s.mai.id });
		const other = await phoneOf(s, s.mai, clock.at);
		await syncNow(phone);
		await putRight(phone, home, s.gia, { name: 'Thông Văn Giàu' });
		const lost = await putRight(other, home, s.gia, { name: 'Thông Văn Giã', gender: 'female' });
		await syncNow(phone);
		await syncNow(other);
		expect(await outcomeOf(other, lost!)).toEqual(['done', 'conflict', 'changed-otherwise']);
		// What nobody else had touched is done all the same.
		expect(await registered(s, s.gia)).toMatchObject({ name: 'Thông Văn Giàu', gender: 'female' });
		expect(await shownOn(other, s.gia)).toMatchObject({ name: 'Thông Văn Giàu', gender: 'female' });
		const later = laterIn(s, clock.at);
		expect((await unsettled(later(s.thach), {})).map(({ id, result }) => [id, result])).toEqual([[lost, 'conflict']]);
		expect((await openWord(later(s.thach), { operation: lost! })).both).toEqual([
			{ part: 'residents.field-name', said: 'Thông Văn Giã', stands: 'Thông Văn Giàu', at: null }
		]);
	})
);

test(
	'of whoever was compared with their card it waits for a second person, and is not shown as done',
	scene(async (s) => {
		const { home, phone } = await atTheDoor(s);
		await isCompared(s, s.som, true);
		await syncNow(phone);
		const before = await registered(s, s.som);
		const operation = await putRight(phone, home, s.som, { name: 'Sương Thị Tối' });
		expect((await shownOn(phone, s.som)).name).toBe(before.name);
		expect(await putRight(phone, home, s.som, { name: 'Sương Thị Trưa' })).toBe('asked');
		await syncNow(phone);
		expect(await outcomeOf(phone, operation!)).toEqual(['done', 'applied', null]);
		expect(await registered(s, s.som)).toEqual(before);
		await seenBy(s);
		const asked = await s.base.db`select from identity_change where person_id = ${s.som} and decided_at is null`;
		expect(asked).toHaveLength(1);
	})
);
