import fc from 'fast-check';
import { expect, test } from 'vitest';
import { letIn } from '#capabilities/access/e-id.server.ts';
import { mine } from '#capabilities/assistance/session.server.ts';
import { mineCases } from '#capabilities/cases/lists.server.ts';
import { showMine } from '#capabilities/cases/case-view.server.ts';
import { askConsent, myConsents } from '#capabilities/privacy/consents.server.ts';
import { myLooks } from '#capabilities/privacy/my-looks.server.ts';
import { inScope } from '#platform/scope.server.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { door } from '#tests/support/enter.ts';
import { refusalOf, scene, self, settleMore, som, type Scene } from '#tests/support/scene.ts';
import { copyAnswers, fill, sayYes, sitDown } from '#tests/support/story.ts';
import { eraseNow } from '#tests/support/erase.ts';
import { compareCard } from './correct-person.server.ts';
import { foundHousehold, householdOf, joinHousehold } from './households.server.ts';
import { letFollow, myMandates } from '#capabilities/mandates/mandates.server.ts';
import { mergePeople, merges, unmergePeople } from './merge.server.ts';
import { findPeople, getPerson, me } from './people.server.ts';

/** What a scanner reads of her card. */
const CARD = '097150004127||Sương Thị Sớm|14031950|Nữ|';

const id = (): string => crypto.randomUUID();
const again = (s: Scene, name: string, more: Parameters<typeof settleMore>[3] = {}) => settleMore(s, name, 1950, more);
const merge = async (s: Scene, kept: string, gone: string, minutes = 30): Promise<string> =>
	(await mergePeople(s.as(s.mai, minutes), { id: id(), kept, gone })).id;

test(
	'whatever was kept under either id is hers after the merge, and each has their own again when it is taken back',
	scene(async (s) => {
		const twin = await again(s, 'Suong Thi Som', { phone: '0900000999', needs: ['read-aloud'] });
		const sitting = await sitDown(s, '2.000635', 0, twin);
		await fill(s, sitting, copyAnswers);
		await mine(s.as(sitting.guide, 1), {});
		await askConsent(s.as(sitting.guide, 2), {
			id: id(),
			person: twin,
			purpose: 'campaign-visit',
			version: 1,
			answer: 'given',
			readAloud: true
		});
		await letFollow(s.as(sitting.guide, 3), {
			id: id(),
			agent: s.gia,
			until: 'year',
			evidence: 'said',
			readAloud: true
		});
		const seen = async (who: string) => {
			const as = () => s.as(self(who), 40);
			const files = (await mineCases(as(), {})).rows;
			return [
				files.length,
				(await myConsents(as(), {})).length,
				(await myMandates(as(), {})).length,
				// That they were joined or parted is both of theirs to read.
				(await myLooks(as(), {})).rows.some(
					({ what, purpose }) => !['search', 'list'].includes(what) && !['merge', 'unmerge'].includes(purpose)
				)
			];
		};
		expect(await seen(s.som)).toEqual([0, 0, 0, false]);
		const done = await merge(s, s.som, twin);
		expect(await seen(s.som)).toEqual([1, 1, 1, true]);
		expect(await showMine(s.as(self(s.som), 41), { case: sitting.case })).toMatchObject({
			hers: true,
			asked: expect.arrayContaining([expect.objectContaining({ answer: expect.anything() as unknown })]) as unknown
		});
		expect(await myMandates(s.as(self(s.gia), 41), {})).toMatchObject([{ direction: 'held' }]);
		expect((await mineCases(s.as(self(s.gia), 41), {})).rows).toHaveLength(1);
		for (const words of ['0900000999', 'suong thi som'])
			expect([words, (await findPeople(s.as(s.lua, 42), { words })).map((one) => one.id)]).toEqual([words, [s.som]]);
		expect((await me(s.as(self(s.som), 43), {})).needs).toEqual(['big-print', 'read-aloud']);

		expect((await merges(s.as(s.mai, 50), {})).rows).toMatchObject([
			{ id: done, keptId: s.som, goneName: 'Suong Thi Som' }
		]);
		await unmergePeople(s.as(s.mai, 50), { merge: done });
		expect(await seen(s.som)).toEqual([0, 0, 0, false]);
		expect(await seen(twin)).toEqual([1, 1, 1, true]);
		expect((await me(s.as(self(s.som), 51), {})).needs).toEqual(['big-print']);
		expect(await refusalOf(unmergePeople(s.as(s.mai, 52), { merge: done }))).toBe('merge-over');
	})
);

test(
	'a file begun under the one that went is finished for the one that stays',
	scene(async (s) => {
		const twin = await again(s, 'Suong Thi Som');
		const first = await sitDown(s, '2.000635', 0, twin);
		await fill(s, first, copyAnswers);
		await merge(s, s.som, twin);
		await sayYes(
			s,
			{ ...first, guide: { ...first.guide, subject: s.som }, screen: { ...first.screen, subject: s.som } },
			40
		);
		expect((await mineCases(s.as(self(s.som), 45), {})).rows).toMatchObject([{ stage: 'confirmed' }]);
	})
);

test(
	'the one that stays is lent what it lacks under its own key; what was put right since the merge stays where it was put right',
	scene(async (s) => {
		const bare = await again(s, 'Sương Thị Sớm');
		const known = await again(s, 'Suong Thi Som', { number: '097150009999', phone: '0900000999' });
		// Nobody has held a card beside either of them.
		await inScope(s.base.db, s.mai, '', (db) => db`update person set verified = false where id in (${bare}, ${known})`);
		const done = await merge(s, bare, known);
		const read = (who: string) => inScope(s.base.db, s.mai, '', (db) => getPerson({ ...s.as(s.mai, 60), db }, who));
		expect(await read(bare)).toMatchObject({ id: bare, number: '097150009999', phone: '0900000999', verified: false });
		expect(await read(known)).toMatchObject({ id: bare });
		await inScope(
			s.base.db,
			s.mai,
			'',
			(db) => db`update person set hamlet = 'thôn Gò Nắng', changed_at = now() where id = ${bare}`
		);
		await unmergePeople(s.as(s.mai, 61), { merge: done });
		expect(await read(bare)).toMatchObject({ number: null, phone: null, hamlet: 'thôn Gò Nắng' });
		expect(await read(known)).toMatchObject({
			id: known,
			number: '097150009999',
			phone: '0900000999',
			hamlet: 'thôn Bến Gió'
		});
	})
);

test(
	'nobody is merged with themselves, twice, or across communes; later merges are taken back first; an erased person is gone under both ids',
	scene(async (s) => {
		const [a, b] = [await again(s, 'Sương Thị Sớm'), await again(s, 'Suong Thi Som')];
		expect(await refusalOf(merge(s, a, a))).toBe('merge-not-two');
		expect(await refusalOf(mergePeople(s.as({ ...s.mai, centres: [2] }), { id: id(), kept: a, gone: b }))).toBe(
			'merge-not-two'
		);
		const first = await merge(s, a, b);
		expect(await refusalOf(merge(s, s.som, b, 31))).toBe('merge-not-two');
		const second = await merge(s, s.som, a, 32);
		expect(await refusalOf(unmergePeople(s.as(s.mai, 33), { merge: first }))).toBe('merge-later-first');
		expect(await findPeople(s.as(s.lua, 34), { words: 'suong thi som' })).toHaveLength(1);
		await unmergePeople(s.as(s.mai, 35), { merge: second });
		expect((await inScope(s.base.db, s.mai, '', (db) => getPerson({ ...s.as(s.mai), db }, b))).id).toBe(a);
		const home = await foundHousehold(s.as(s.lua, 35), {
			id: id(),
			person: s.gia,
			dwelling: null,
			address: '',
			book: null
		});
		await joinHousehold(s.as(s.lua, 35), { household: home.id, person: a, relation: 'other' });
		await eraseNow(s.as(s.thach, 36), a);
		expect(await refusalOf(unmergePeople(s.as(s.mai, 37), { merge: first }))).toBe('merge-over');
		expect((await inScope(s.base.db, s.mai, '', (db) => db`select kin from person where id = ${s.gia}`))[0]).toEqual({
			kin: ''
		});
		expect(await findPeople(s.as(s.lua, 37), { words: 'suong thi som' })).toMatchObject([{ id: s.som }]);
	})
);

test(
	'two people with two numbers are not joined by one person, whatever is ticked',
	scene(async (s) => {
		const typed = await again(s, 'Suong Thi Som', { number: '097150009999' });
		await s.base.db`update person set verified = false where id = ${typed}`;
		const ticked = (kept: string, gone: string) =>
			refusalOf(mergePeople(s.as(s.mai, 30), { id: id(), kept, gone, papersSeen: true } as never));
		for (const [kept, gone] of [[s.som, s.gia] as const, [s.gia, s.som] as const])
			expect(await ticked(kept, gone)).toBe('merge-two-compared');
		for (const [kept, gone] of [[s.som, typed] as const, [typed, s.som] as const])
			expect(await ticked(kept, gone)).toBe('merge-two-numbers');
	})
);

test(
	'joined or parted, a person with a number enters by e-ID only after somebody else has held a card beside the row, and both read of it',
	scene(async (s) => {
		const enters = (minutes: number) =>
			letIn(door(s, 'access.let-in', minutes), {
				...{ number: som.number!, name: 'SUONG THI SOM', level: 2, birthDate: '1950-03-14' }
			}).then(
				() => 'let in',
				(reason: Refusal) => reason.code
			);
		const reads = async (who: string) =>
			(await myLooks(s.as(self(who), 60), {})).rows
				.filter(({ what }) => what === 'record')
				.map(({ purpose, actorName }) => [purpose, actorName]);
		const twin = await again(s, 'Suong Thi Som');
		expect(await enters(29)).toBe('let in');
		const done = await merge(s, s.som, twin);
		expect(await enters(31)).toBe('e-id-look');
		expect(await refusalOf(compareCard(s.as(s.mai, 32), { person: s.som, card: CARD }))).toBe('change-second-person');
		await compareCard(s.as(s.lua, 33), { person: s.som, card: CARD });
		expect(await enters(34)).toBe('let in');
		await unmergePeople(s.as(s.mai, 35), { merge: done });
		expect(await enters(36)).toBe('e-id-look');
		expect(await refusalOf(compareCard(s.as(s.mai, 37), { person: s.som, card: CARD }))).toBe('change-second-person');
		for (const who of [s.som, twin]) {
			const looks = await reads(who);
			expect(looks.map(([purpose]) => purpose).toSorted()).toEqual(['merge', 'unmerge']);
			expect(new Set(looks.map(([, by]) => by)).size).toBe(1);
		}
	})
);

test(
	'whoever stays takes the place of the one that goes in their household, and gives it back',
	scene(async (s) => {
		const twin = await again(s, 'Suong Thi Som');
		const home = await foundHousehold(s.as(s.lua), {
			id: id(),
			person: s.gia,
			dwelling: null,
			address: 'ngõ Đa',
			book: 'H1'
		});
		await joinHousehold(s.as(s.lua, 1), { household: home.id, person: twin, relation: 'sibling' });
		const members = () =>
			inScope(s.base.db, s.mai, '', async (db) =>
				(await householdOf(db, s.gia))!.members.map((one) => [one.person, one.relation])
			);
		const done = await merge(s, s.som, twin);
		expect(await members()).toEqual([
			[s.gia, 'head'],
			[s.som, 'sibling']
		]);
		expect((await findPeople(s.as(s.lua, 31), { words: 'sớm nhà già' })).map((one) => one.id)).toContain(s.som);
		await unmergePeople(s.as(s.mai, 40), { merge: done });
		expect(await members()).toEqual([
			[s.gia, 'head'],
			[twin, 'sibling']
		]);
	})
);

test('any merges, taken back from the last to the first, leave the register as it was', async () => {
	const step = fc.tuple(fc.nat(3), fc.nat(3));
	await fc.assert(
		fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 5 }), (steps) =>
			scene(async (s) => {
				const people = [
					s.som,
					s.gia,
					await again(s, 'Sương Thị Sớm'),
					await again(s, 'Suong Thi Som', { phone: '0900000999' })
				];
				const register = () =>
					inScope(
						s.base.db,
						s.mai,
						'',
						async (db) =>
							(
								await db`select jsonb_agg(to_jsonb(p) - 'identity_changed_at' - 'identity_changed_by' order by id) as all from person p`
							)[0]!['all'] as unknown
					);
				const before = await register();
				const done: string[] = [];
				for (const [n, [kept, gone]] of steps.entries()) {
					const said = await merge(s, people[kept]!, people[gone]!, 30 + n).catch(() => null);
					if (said) done.push(said);
				}
				if (done.length > 0) expect(await register()).not.toEqual(before);
				for (const [n, one] of done.toReversed().entries()) await unmergePeople(s.as(s.mai, 60 + n), { merge: one });
				expect(await register()).toEqual(before);
			})()
		),
		{ numRuns: 25 }
	);
}, 120_000);
