import { expect, test } from 'vitest';
import { loadHamlets } from '#capabilities/places/hamlets.server.ts';
import { myLooks } from '#capabilities/privacy/my-looks.server.ts';
import { personRecord } from '#capabilities/privacy/record.server.ts';
import { system, type Actor } from '#kernel/actor.ts';
import { only } from '#platform/dispatch.server.ts';
import { refusalOf, scene, self, type Scene } from '#tests/support/scene.ts';
import { copyAnswers, fill, sayYes, sitDown } from '#tests/support/story.ts';
import { receive } from '#capabilities/cases/receive.server.ts';
import { compareCard, correctPerson } from './correct-person.server.ts';
import { setNeeds, setWhy } from './set-needs.server.ts';
import type { Need } from './inputs.ts';
import { foundHousehold, joinHousehold, leaveHousehold } from './households.server.ts';
import { findPeople } from './people.server.ts';
import { recordPerson } from './record-person.server.ts';
import { register } from './record.server.ts';
import { suggestedNeeds } from './rules-groups.ts';

const id = (): string => crypto.randomUUID();
const show = (s: Scene, actor: Actor, person: string, purpose: 'by-paper' | null = 'by-paper') =>
	personRecord(s.as(actor, 20), { person, purpose });
const facts = (more: object = {}) => ({
	name: 'Sương Thị Sớm',
	birthYear: 1950,
	birthDate: '1950-03-14',
	gender: 'female' as const,
	hamlet: 'thôn Bến Gió',
	number: '097150004127',
	phone: '0900000318',
	source: 'said' as const,
	...more
});

/** Of whoever was compared with a card, more is asked: `identity.test.ts`. */
const notCompared = (s: Scene) => s.base.db`update person set verified = false where id = ${s.som}`;

test(
	'a record is put right by a paper, by a card, or by word where a word is enough; what stood there is kept',
	scene(async (s) => {
		await loadHamlets(s.as(s.thach), { text: 'thôn\nthôn Bến Gió\nthôn Gò Nắng\n' });
		await notCompared(s);
		const correct = (person: string, more: object) =>
			correctPerson(s.as(s.mai, 10), { person, ...facts(more) } as never);
		expect(await refusalOf(correct(s.som, {}))).toBe('correction-nothing');
		expect(await refusalOf(correct(s.som, { name: 'Sương Thị Sơm' }))).toBe('correction-needs-paper');
		expect(await refusalOf(correct(s.som, { number: '097048000204', source: 'card' }))).toBe('number-taken');
		expect(await refusalOf(correct(s.som, { birthDate: '2090-01-01', source: 'card' }))).toBe('year-late');
		await correct(s.som, { phone: '0900000777', hamlet: 'go nang' });
		const later = (more: object) => correctPerson(s.as(s.mai, 11), { person: s.som, ...facts(more) } as never);
		await later({ name: 'Sương Thị Sơm', phone: '0900000777', hamlet: 'thôn Gò Nắng', source: 'paper' });
		const { person, changes } = await show(s, s.mai, s.som);
		expect(person).toMatchObject({ name: 'Sương Thị Sơm', phone: '0900000777', hamlet: 'thôn Gò Nắng' });
		expect(changes.rows.map(({ fields, source, by }) => [fields.toSorted(), source, by])).toEqual([
			[['name'], 'paper', 'Nắng Thị Mai'],
			[['hamlet', 'phone'], 'said', 'Nắng Thị Mai']
		]);
		expect(await findPeople(s.as(s.lua), { words: '0900000777' })).toMatchObject([{ id: s.som }]);
		expect(await findPeople(s.as(s.lua), { words: '0900000318' })).toEqual([]);
		expect(await refusalOf(correctPerson(s.as(s.rang), { person: s.som, ...facts({ phone: null }) }))).toBe(
			'person-unknown'
		);
	})
);

test(
	'a card that says the same makes somebody compared, once',
	scene(async (s) => {
		const id = '00000000-0000-4000-8000-00000000a001';
		const saidOnly = { hamlet: null, gender: null, phone: null, needs: [], verified: false, madeUp: true };
		const said = { id, commune: 16543, name: 'Mây Thị Trôi', birthYear: null, birthDate: '1951-08-02', ...saidOnly };
		await recordPerson(s.as(system('sheet', only(recordPerson), null, [1])), { ...said, number: '097151004121' });
		const card = '097151004121||May Thi Troi|02081951|Nữ|';
		const [found] = await findPeople(s.as(s.lua), { words: 'may thi troi' });
		expect(found).toMatchObject({ verified: false });
		// A page's word that a card was read is none, and another's card says nothing of them.
		for (const other of ['', '1', '097151004121||May Thi Troi|03081951|Nữ|'])
			expect(await refusalOf(compareCard(s.as(s.lua), { person: found!.id, card: other }))).toBe('card-other');
		for (const minutes of [1, 2]) await compareCard(s.as(s.lua, minutes), { person: found!.id, card });
		const { person, changes } = await show(s, s.lua, found!.id);
		expect(person.verified).toBe(true);
		expect(changes.rows).toMatchObject([{ fields: ['verified'], source: 'card', by: 'Hoa Thị Lúa' }]);
	})
);

test(
	'needs are everybody’s to see; why somebody comes first is known to those who decide, and to nobody else',
	scene(async (s) => {
		await setNeeds(s.as(s.lua), { person: s.som, needs: ['big-print', 'companion'] });
		const why = {
			belongs: [
				{ group: 'HN' as const, disability: null },
				{ group: 'NKT' as const, disability: 'sight' as const }
			],
			ethnic: 'Mường',
			note: ''
		};
		expect(suggestedNeeds(why.belongs)).toEqual(['read-aloud', 'companion']);
		expect(await refusalOf(setWhy(s.as(s.lua), { person: s.som, ...why }))).toBe('not-allowed');
		await setWhy(s.as(s.mai), { person: s.som, ...why });
		expect(await show(s, s.mai, s.som)).toMatchObject({ person: { needs: ['big-print', 'companion'] }, why });
		expect(await show(s, s.lua, s.som)).toMatchObject({ person: { needs: ['big-print', 'companion'] }, why: null });
		expect(JSON.stringify(await s.base.db`select * from vulnerability`)).not.toMatch(/HN|Mường/);
	})
);

test(
	'two households in one dwelling, somebody moves, and each is found by those they live with now',
	scene(async (s) => {
		const home = await foundHousehold(s.as(s.lua), {
			id: id(),
			person: s.som,
			dwelling: null,
			address: 'ngõ Giếng',
			book: 'H1'
		});
		expect(
			await refusalOf(foundHousehold(s.as(s.lua), { id: id(), person: s.som, dwelling: null, address: '', book: null }))
		).toBe('in-household');
		const other = await foundHousehold(s.as(s.lua), {
			id: id(),
			person: s.gia,
			dwelling: home.id,
			address: '',
			book: 'H2'
		});
		expect((await show(s, s.lua, s.som)).household).toMatchObject({
			address: 'ngõ Giếng',
			book: 'H1',
			beside: ['H2'],
			members: [{ relation: 'head' }]
		});
		await joinHousehold(s.as(s.lua, 5), { household: home.id, person: s.gia, relation: 'sibling' });
		const { household } = await show(s, s.lua, s.gia);
		expect(household).toMatchObject({
			id: home.id,
			members: [{ name: 'Sương Thị Sớm' }, { name: 'Thông Văn Già', relation: 'sibling' }]
		});
		expect((await findPeople(s.as(s.lua), { words: 'già ở nhà bà sớm' })).map((one) => one.id)).toContain(s.gia);
		expect(await refusalOf(joinHousehold(s.as(s.lua), { household: home.id, person: s.gia, relation: 'other' }))).toBe(
			'in-household'
		);
		expect(await refusalOf(joinHousehold(s.as(s.lua), { household: id(), person: s.gia, relation: 'other' }))).toBe(
			'household-unknown'
		);
		await leaveHousehold(s.as(s.lua, 6), { person: s.gia });
		expect((await show(s, s.lua, s.gia)).household).toBeNull();
		expect(await refusalOf(leaveHousehold(s.as(s.lua, 6), { person: s.gia }))).toBe('household-none');
		expect(await findPeople(s.as(s.lua), { words: 'gia som' })).not.toContainEqual(
			expect.objectContaining({ id: s.gia, kin: 'Sớm' })
		);
		expect(await register(s.as(s.lua), {})).toEqual({
			households: 1,
			pairs: 0,
			hamlets: [
				{ hamlet: 'thôn Bến Gió', elsewhere: false, people: 1, households: 1, unverified: 0, older: 1 },
				{ hamlet: 'thôn Gò Nắng', elsewhere: false, people: 1, households: 0, unverified: 0, older: 1 }
			]
		});
		expect(other.id).not.toBe(home.id);
		// The number that an empty house has kept is that house's again; a house has one head.
		const again = await foundHousehold(s.as(s.lua, 7), {
			id: id(),
			person: s.gia,
			dwelling: null,
			address: '',
			book: 'H2'
		});
		expect(again.id).toBe(other.id);
		expect(
			await refusalOf(joinHousehold(s.as(s.lua, 8), { household: home.id, person: s.gia, relation: 'head' }))
		).toBe('household-has-head');
	})
);

test(
	'a look has a purpose: the session, the file, or one that is chosen; she reads each of them',
	scene(async (s) => {
		expect(await refusalOf(show(s, s.lua, s.som, null))).toBe('purpose-missing');
		await show(s, s.lua, s.som, 'by-paper');
		const sitting = await sitDown(s, '2.000635');
		expect((await show(s, sitting.guide, s.som, null)).purpose).toBe('session');
		expect(await refusalOf(show(s, sitting.guide, s.gia, null))).toBe('purpose-missing');
		await fill(s, sitting, copyAnswers);
		await sayYes(s, sitting);
		await receive(s.as(s.mai, 12), { case: sitting.case });
		expect((await show(s, s.mai, s.som, null)).purpose).toBe('handle');
		expect((await myLooks(s.as(self(s.som), 30), {})).rows.map(({ what, purpose }) => [what, purpose])).toEqual(
			expect.arrayContaining([
				['record', 'by-paper'],
				['record', 'session'],
				['record', 'handle']
			])
		);
		expect(await refusalOf(show(s, s.rang, s.som))).toBe('person-unknown');
	})
);

test(
	'a form that lay open takes nothing back that another has corrected meanwhile; what is not in the page stays',
	scene(async (s) => {
		await notCompared(s);
		const was = { name: 'Sương Thị Sớm', birth: '1950-03-14', gender: 'female', hamlet: 'thôn Bến Gió' };
		const { number: _, phone: __, ...open } = facts();
		await correctPerson(s.as(s.lua, 10), { person: s.som, ...open, phone: '0900000777', was });
		await correctPerson(s.as(s.mai, 11), { person: s.som, ...open, hamlet: 'thôn Gò Nắng', was });
		await correctPerson(s.as(s.mai, 12), { person: s.som, ...open, name: 'Sương Thị Sơm', source: 'paper', was });
		expect((await show(s, s.mai, s.som)).person).toMatchObject({
			name: 'Sương Thị Sơm',
			hamlet: 'thôn Gò Nắng',
			phone: '0900000777',
			number: '097150004127'
		});
	})
);

test(
	'two forms that lay open at once keep what each has ticked; what one has unticked goes',
	scene(async (s) => {
		const set = (needs: Need[], was: Need[]) => setNeeds(s.as(s.lua), { person: s.som, needs, was });
		await set(['big-print', 'speak-slowly'], ['big-print']);
		await set(['companion'], ['big-print']);
		expect((await show(s, s.lua, s.som)).person.needs).toEqual(['speak-slowly', 'companion']);
	})
);

test(
	'a hamlet that the commune does not have is refused, one that stood there before is left alone',
	scene(async (s) => {
		await loadHamlets(s.as(s.thach), { text: 'thôn\nthôn Gò Nắng\n' });
		const correct = (more: object) => correctPerson(s.as(s.mai, 10), { person: s.som, ...facts(more) } as never);
		expect(await refusalOf(correct({ hamlet: 'thôn Không Có' }))).toBe('hamlet-unknown');
		await correct({ phone: '0900000777' });
		expect((await show(s, s.mai, s.som)).person.hamlet).toBe('thôn Bến Gió');
	})
);

test(
	'a household whose people live in two hamlets is one in the sum',
	scene(async (s) => {
		const home = { id: id(), person: s.som, dwelling: null, address: '', book: 'H1' };
		await foundHousehold(s.as(s.lua), home);
		await joinHousehold(s.as(s.lua), { household: home.id, person: s.gia, relation: 'other' });
		const { hamlets, households } = await register(s.as(s.lua), {});
		expect([households, hamlets.map((one) => one.households)]).toEqual([1, [1, 1]]);
	})
);
