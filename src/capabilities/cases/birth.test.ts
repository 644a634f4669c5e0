import { expect, test } from 'vitest';
import { end } from '#capabilities/assistance/end.server.ts';
import { myLooks } from '#capabilities/privacy/my-looks.server.ts';
import { foundHousehold, householdOf, joinHousehold } from '#capabilities/residents/households.server.ts';
import { recordPerson } from '#capabilities/residents/record-person.server.ts';
import { only } from '#platform/dispatch.server.ts';
import { system } from '#kernel/actor.ts';
import { refusalOf, scene, self, type Scene } from '#tests/support/scene.ts';
import { fill, sayYes, seeAndReceive, sitDown, type Sitting } from '#tests/support/story.ts';
import { answer } from './answer.server.ts';
import { inSession } from './case-view.server.ts';
import { filedLately } from './lists.server.ts';
import { household, nameParent } from './name-parent.server.ts';
import { sentBefore } from './resume.server.ts';
import { startLike } from './start-like.server.ts';

const BIRTH = '1.001193';
const id = (): string => crypto.randomUUID();
const asked = async (s: Scene, { guide }: Pick<Sitting, 'guide'>) => (await inSession(s.as(guide, 9), {}))!.asked;
/** What a box says, and by whose mark; `asks` where it is still to be answered. */
const boxes = async (s: Scene, sitting: Pick<Sitting, 'guide'>, person: string): Promise<Record<string, string>> =>
	Object.fromEntries(
		(await asked(s, sitting))
			.filter(({ question }) => question.person === person)
			.map(({ question, answer: said }) => [question.id, said ? `${said.value} (${said.provenance})` : 'asks'])
	);
const say = (s: Scene, { guide, case: file }: Sitting, question: string, raw: string) =>
	answer(s.as(guide, 2), { case: file, question, raw });

/** A mother of the register: with a number that was never given out. */
async function motherAt(s: Scene, name: string, number: string): Promise<string> {
	const mother = id();
	await recordPerson(s.as(system('seed', only(recordPerson), null, [1])), {
		...{ id: mother, commune: 16543, name, number, birthYear: null, birthDate: '1995-04-02', gender: 'female' },
		...{ hamlet: 'thôn Bến Gió', phone: null, needs: [], verified: true, madeUp: true }
	});
	return mother;
}

async function livesWith(s: Scene, person: string): Promise<void> {
	const there = await householdOf(s.base.db, s.som);
	const home = there?.id ?? id();
	if (!there)
		await foundHousehold(s.as(s.lua), { id: home, person: s.som, dwelling: null, address: 'ngõ 1', book: null });
	await joinHousehold(s.as(s.lua), { household: home, person, relation: 'child' });
}

test(
	'who applies as the mother is asked about herself once; who turns out to be the grandmother, not at all in her name',
	scene(async (s) => {
		const sitting = await sitDown(s, BIRTH);
		await say(s, sitting, 'relation', 'mother');
		expect(await boxes(s, sitting, 'mother')).toMatchObject({
			...{ 'mother-name': 'Sương Thị Sớm (register)', 'mother-id-number': '097150004127 (card)' },
			'mother-ethnicity': 'asks'
		});
		await say(s, sitting, 'applicant-address', 'thôn Gò Nắng');
		expect(await boxes(s, sitting, 'mother')).toMatchObject({ 'mother-address': 'thôn Gò Nắng (guide)' });
		await say(s, sitting, 'relation', 'grandparent');
		expect(new Set(Object.values(await boxes(s, sitting, 'mother')))).toEqual(new Set(['asks']));
	})
);

test(
	'the mother is found in the register: of one house whole, of another by name alone, and she reads who looked',
	scene(async (s) => {
		const [near, far] = [
			await motherAt(s, 'Mưa Thị Hoa', '097195004121'),
			await motherAt(s, 'Nắng Thị Hạ', '097195004122')
		];
		await livesWith(s, near);
		const sitting = await sitDown(s, BIRTH);
		expect((await household(s.as(sitting.guide), {})).map(({ person }) => person)).toEqual([near]);
		const name = (person: string) => nameParent(s.as(sitting.guide, 3), { case: sitting.case, as: 'mother', person });
		expect(await name(near)).toEqual({ whole: true });
		expect(await boxes(s, sitting, 'mother')).toEqual({
			'mother-name': 'Mưa Thị Hoa (register)',
			'mother-birth': '1995-04-02 (register)',
			'mother-id-number': '097195004121 (register)',
			'mother-ethnicity': 'asks',
			'mother-address': 'thôn Bến Gió (register)'
		});
		// Another one in her place takes nothing of her along.
		expect(await name(far)).toEqual({ whole: false });
		const others = await boxes(s, sitting, 'mother');
		expect(others['mother-name']).toBe('Nắng Thị Hạ (register)');
		expect(Object.values(others).filter((said) => said !== 'asks')).toHaveLength(1);
		expect((await myLooks(s.as(self(far), 9), {})).rows.map(({ purpose }) => purpose)).toContain('session');
		const copies = await sitDownNext(s, sitting);
		const there = nameParent(s.as(copies.guide, 3), { case: copies.case, as: 'mother', person: near });
		expect(await refusalOf(there)).toBe('parent-not-in-form');
	})
);

async function sitDownNext(s: Scene, before: Sitting, procedure = '2.000635'): Promise<Sitting> {
	await end(s.as(before.guide, 6), { session: before.session, reason: 'done' });
	return sitDown(s, procedure, 7);
}

test(
	'a twin begins from the first: all but what tells them apart, each with its mark, and it is not the same file again',
	scene(async (s) => {
		const first = await sitDown(s, BIRTH);
		const today = s.as(s.lua).now.toISOString().slice(0, 10).split('-').reverse().join('/');
		await fill(s, first, {
			...{ relation: 'relative', 'child-name': 'Mây Nhỏ', 'child-birth': today, 'child-ethnicity': 'Thái' },
			...{ 'mother-name': 'Mưa Thị Hoa', 'mother-birth': '1995', 'mother-ethnicity': 'Thái', 'father-named': 'no' }
		});
		await sayYes(s, first);
		await seeAndReceive((actor) => s.as(actor, 6), s.mai, first.case);
		const second = await sitDownNext(s, first, BIRTH);
		const sent = (await sentBefore(s.as(second.guide, 8), { page: 0 })).rows.find((one) => one.id === first.case)!;
		expect(sent.again?.vi).toContain('Sinh đôi');
		const twin = id();
		const begin = (like: string, file = id()) =>
			startLike(s.as(second.guide, 8), { id: file, session: second.session, like });
		await begin(first.case, twin);
		const said = await asked(s, second);
		const open = said.filter((one) => one.answer === null && one.question.required).map(({ question }) => question.id);
		expect(open).toEqual(['child-name', 'child-sex', 'birth-proof']);
		expect(await boxes(s, second, 'mother')).toMatchObject({ 'mother-name': 'Mưa Thị Hoa (guide)' });
		// The papers of this child are looked at anew.
		expect((await inSession(s.as(second.guide, 9), {}))!.papers).toEqual([]);
		const lately = () => filedLately(s.as(second.guide, 10), { case: twin });
		await say(s, { ...second, case: twin }, 'child-name', 'Mây Lớn');
		expect(await lately()).toEqual([]);
		await say(s, { ...second, case: twin }, 'child-name', 'Mây Nhỏ');
		expect(await lately()).toHaveLength(1);
		const copies = await sitDownNext(s, second);
		expect(
			await refusalOf(startLike(s.as(copies.guide, 9), { id: id(), session: copies.session, like: copies.case }))
		).toBe('once-alone');
	})
);
