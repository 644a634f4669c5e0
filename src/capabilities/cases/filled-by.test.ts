import { expect, test } from 'vitest';
import { end } from '#capabilities/assistance/end.server.ts';
import { start } from '#capabilities/assistance/start.server.ts';
import { correctPerson } from '#capabilities/residents/correct-person.server.ts';
import { foundHousehold, joinHousehold } from '#capabilities/residents/households.server.ts';
import { recordByCard, recordUnverified } from '#capabilities/residents/record-person.server.ts';
import { beside, device, scene, type Scene } from '#tests/support/scene.ts';
import { besideCase, inSession, show } from './case-view.server.ts';
import { nameParent } from './name-parent.server.ts';
import { startCase } from './start.server.ts';
import { namePeople } from './three-people.server.ts';
import type { CaseView } from './answers.ts';

/** Of each answer that was filled in: its mark, and whose hands it names. */
const marks = (view: CaseView | null) =>
	Object.fromEntries(
		view!.asked.flatMap(({ question, answer, hand }) =>
			answer ? [[question.id, [answer.provenance, hand?.name ?? null]]] : []
		)
	);

/** Lúa begins a file with somebody: what is filled in, as the desk, their own screen and the officer read it. */
async function begun(s: Scene, person: string, { byCard = false, procedure = '1.001193' } = {}) {
	const guide = beside(s, person);
	const session = guide.session!;
	await start(s.as(s.lua, 5), { id: session, person, ticket: null });
	const id = crypto.randomUUID();
	await startCase(s.as(guide, 6), { id, session, procedure, byCard });
	const filled = marks(await inSession(s.as(guide, 7), {}));
	const screen = device('second-screen', { session, subject: person, row: id, authority: 'present' });
	expect(marks(await besideCase(s.as(screen, 7), {}))).toEqual(filled);
	expect(marks(await show(s.as(s.mai, 8), { case: id }))).toEqual(filled);
	return { guide, id, filled, close: () => end(s.as(s.lua, 9), { session, reason: 'done' }) };
}

const lua = ['guide', 'Hoa Thị Lúa'];
const mai = ['guide', 'Nắng Thị Mai'];

test(
	'what was typed of somebody without papers is said by whom, and never marked as the register’s',
	scene(async (s) => {
		const person = crypto.randomUUID();
		const said = { id: person, name: 'Mây Thị Trôi', birthYear: 1951, hamlet: 'thôn Bến Gió' };
		await recordUnverified(s.as(s.mai), said);
		const { filled, close } = await begun(s, person);
		expect(filled).toEqual({ 'applicant-name': mai, 'applicant-birth': mai, 'applicant-address': mai });
		await close();
		// Whoever keeps the register says it: from now on it stands there.
		const facts = { person, name: said.name, birthYear: null, birthDate: '1951-02-03', gender: null } as const;
		await correctPerson(s.as(s.thach, 10), { ...facts, hamlet: said.hamlet, source: 'paper' });
		const later = await begun(s, person);
		expect(later.filled['applicant-birth']).toEqual(['register', null]);
		expect(later.filled['applicant-name']).toEqual(mai);
	})
);

test(
	'what a card of another commune said is the card’s; what stands in the register is the register’s',
	scene(async (s) => {
		const person = crypto.randomUUID();
		const address = 'Thôn Lau Thưa, Lưu Vệ, Quảng Xương, Thanh Hóa';
		const card = `097161000777||Lau Van Bo|02091961|Nam|${address}|10052022`;
		await recordByCard(s.as(s.mai), { id: person, card, name: 'Lau Văn Bờ', hamlet: address, elsewhere: true });
		const { filled, close } = await begun(s, person, { byCard: true });
		expect(filled).toEqual({
			'applicant-name': mai,
			'applicant-birth': ['card', null],
			'applicant-id-number': ['card', null],
			'applicant-address': ['card', null]
		});
		await close();
		const { filled: known } = await begun(s, s.som);
		expect(new Set(Object.values(known).map(([by]) => by))).toEqual(new Set(['register']));
	})
);

test(
	'another owner’s name is as it was written down, and that it is for another was said at the desk',
	scene(async (s) => {
		const child = crypto.randomUUID();
		await recordUnverified(s.as(s.mai), { id: child, name: 'Mây Nhỏ', birthYear: 2026, hamlet: null });
		const { guide, id } = await begun(s, s.som, { procedure: '2.000635' });
		const name = (owner: string) =>
			namePeople(s.as(guide, 8), { case: id, owner, submitter: 'helped', basis: 'guardian' });
		await name(child);
		const named = async () => marks(await show(s.as(s.mai, 9), { case: id }));
		expect(await named()).toMatchObject({ 'for-self': lua, 'owner-name': mai, 'applicant-name': ['register', null] });
		await name(s.gia);
		expect(await named()).toMatchObject({ 'owner-name': ['register', null] });
	})
);

test(
	'a mother whom a guide had written down is marked so, and another mother takes nothing over from her',
	scene(async (s) => {
		const mother = crypto.randomUUID();
		await recordUnverified(s.as(s.mai), { id: mother, name: 'Mây Thị Trôi', birthYear: 1999, hamlet: null });
		const home = await foundHousehold(s.as(s.mai), {
			...{ id: crypto.randomUUID(), person: s.som, dwelling: null, address: 'ngõ Giếng', book: null }
		});
		await joinHousehold(s.as(s.mai, 1), { household: home.id, person: mother, relation: 'child' });
		const { guide, id } = await begun(s, s.som);
		const name = (person: string, minutes: number) =>
			nameParent(s.as(guide, minutes), { case: id, as: 'mother', person });
		await name(mother, 8);
		const named = async () => marks(await show(s.as(s.mai, 12), { case: id }));
		expect(await named()).toMatchObject({ 'mother-name': mai, 'mother-birth': mai });
		await name(s.gia, 9);
		const other = await named();
		expect([other['mother-name'], other['mother-birth']]).toEqual([['register', null], undefined]);
	})
);
