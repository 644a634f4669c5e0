import { IDBFactory } from 'fake-indexeddb';
import { beforeAll, expect, test } from 'vitest';
import { atTheDoor, deviceOf, laterIn, listen, outcomeOf, sayOn, syncNow } from '#tests/support/field.ts';
import { scene } from '#tests/support/scene.ts';
import { emptyDraft } from './drafts.browser.ts';
import { doorsHere } from './here.browser.ts';
import { said, sayAll } from './outbox.browser.ts';
import { phones } from './phones.server.ts';
import { isPractice, openPractice } from './practice.browser.ts';
import { exercises, practised } from './rules-practice.ts';
import { closePhone } from './store.browser.ts';
import { visited } from './visited.browser.ts';

// The hamlet in which somebody practises: the same words over another store, which no house hears.

beforeAll(listen);

test('five doors of nobody are kept in a store of their own, and are there when it is opened again; what is said there is judged', async () => {
	const device = deviceOf(() => Date.parse('2026-07-14T02:00:00Z'), new IDBFactory());
	const hamlet = await openPractice(device, { texts: [] });
	expect(isPractice(hamlet)).toBe(true);
	const doors = await doorsHere(hamlet, hamlet.memory.unlocked!);
	expect(doors).toHaveLength(5);
	const [one, two] = doors;
	const ended = { outcome: 'not-home' as const, day: '2026-07-14', minutes: 1, helper: 'x' };
	await sayAll(hamlet, visited(one!, emptyDraft(one!.id, 1), ended).words);
	const judge = async (found = false) => [...practised((await said(hamlet)).lines, found)];
	expect(await judge()).toEqual(['not-home']);
	const draft = {
		...emptyDraft(two!.id, 1),
		...{ met: [two!.people[0]!.id], shown: ['e-id'], how: { 'e-id': 'guided' }, again: '30' },
		...{ asked: ['papers'], promise: '2026-07-15' }
	};
	await sayAll(hamlet, visited(two!, draft, { ...ended, outcome: 'met' }).words);
	expect(await judge()).toEqual(['need', 'again', 'not-home', 'whole']);
	closePhone(hamlet);
	const again = await openPractice(device, { texts: [] });
	expect((await doorsHere(again, again.memory.unlocked!)).map(({ id }) => id).toSorted()).toEqual(
		doors.map(({ id }) => id).toSorted()
	);
	expect(practised((await said(again)).lines, true).size).toBe(exercises.length);
});

test(
	'that somebody has gone through it stands beside their phone, from the first time on',
	scene(async (s) => {
		const { clock, phone } = await atTheDoor(s);
		const note = () => sayOn(phone, 'field.note-practice', { exercises: exercises.length }, {});
		const [first, second] = [await note(), await note()];
		await syncNow(phone);
		expect(await outcomeOf(phone, first)).toEqual(['done', 'applied', null]);
		expect(await outcomeOf(phone, second)).toEqual(['done', 'applied', null]);
		const [row] = await phones(laterIn(s, clock.at)(s.thach), {});
		expect(row?.practisedAt).toBeInstanceOf(Date);
	})
);
