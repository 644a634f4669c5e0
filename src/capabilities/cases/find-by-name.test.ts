import { expect, test } from 'vitest';
import { myLooks } from '#capabilities/privacy/my-looks.server.ts';
import { mergePeople } from '#capabilities/residents/merge.server.ts';
import { recordUnverified } from '#capabilities/residents/record-person.server.ts';
import { searchSteps } from '#capabilities/residents/rules-search.ts';
import { setScope } from '#platform/scope.server.ts';
import { refusalOf, sceneApart as scene, self, settleMore, type Scene } from '#tests/support/scene.ts';
import { copyAnswers, fill, sayYes, sitDown } from '#tests/support/story.ts';
import { manyFiles, manyPeople } from '#tests/support/volume.ts';
import { findByName } from './lists.server.ts';
import { namePeople } from './three-people.server.ts';

// Stands alone: it fills its database with thousands of people.

const owners = async (s: Scene, words: string, who = s.mai, minutes = 20) =>
	(await findByName(s.as(who, minutes), { words })).files.map(({ ownerName, ownerBorn, ownerHamlet }) => [
		ownerName,
		ownerBorn,
		ownerHamlet
	]);

test(
	'a file is found by whose it is, with or without marks, a year or a hamlet beside it; the owner reads that they were looked for',
	scene(async (s) => {
		const other = await settleMore(s, 'Sương Thị Sớm', 1961, { hamlet: 'thôn Gò Nắng' });
		await manyFiles(s, [s.som, other, s.gia], '2026-07-20');
		const [old, young] = [
			['Sương Thị Sớm', 1950, 'thôn Bến Gió'],
			['Sương Thị Sớm', 1961, 'thôn Gò Nắng']
		];
		expect(await owners(s, 'suong thi som')).toEqual([old, young]);
		expect(await owners(s, 'Sớm 1961')).toEqual([young]);
		expect(await owners(s, 'sớm bến gió')).toEqual([old]);
		expect(await owners(s, 'suong thi xom')).toEqual([old, young]);
		expect(await owners(s, 'Mưa Thị Không')).toEqual([]);
		const looks = (await myLooks(s.as(self(other), 21), {})).rows;
		expect(looks.map(({ what, purpose }) => [what, purpose])).toContainEqual(['search', 'find-file']);
	})
);

test(
	'only files that the officer may see: another centre’s, a draft of a session and a void one are found by nobody',
	scene(async (s) => {
		const sitting = await sitDown(s, '2.000635');
		expect(await owners(s, 'suong thi som')).toEqual([]);
		expect(await refusalOf(findByName(s.as(s.lua, 20), { words: 'suong thi som' }))).toBe('not-allowed');
		await fill(s, sitting, copyAnswers);
		await sayYes(s, sitting);
		expect(await owners(s, 'suong thi som')).toHaveLength(1);
		expect(await owners(s, 'suong thi som', { ...s.mai, centres: [2] })).toEqual([]);
		await setScope(s.base.db, s.mai, crypto.randomUUID());
		await s.base.db`update case_file set stage = 'void' where id = ${sitting.case}`;
		expect(await owners(s, 'suong thi som')).toEqual([]);
	})
);

test(
	'whoever was helped finds the file of a child; two rows that are one person are found by either name',
	scene(async (s) => {
		const child = crypto.randomUUID();
		await recordUnverified(s.as(s.lua), { id: child, name: 'Mây Nhỏ', birthYear: 2026, hamlet: null });
		const sitting = await sitDown(s, '1.001193');
		const people = { case: sitting.case, owner: child, submitter: 'helped', basis: 'guardian' } as const;
		await namePeople(s.as(sitting.guide, 1), people);
		await setScope(s.base.db, s.mai, crypto.randomUUID());
		await s.base.db`update case_file set stage = 'confirmed' where id = ${sitting.case}`;
		const { files } = await findByName(s.as(s.mai, 20), { words: 'suong thi som' });
		expect(files).toMatchObject([{ ownerName: 'Mây Nhỏ', helpedName: 'Sương Thị Sớm' }]);
		const same = crypto.randomUUID();
		await recordUnverified(s.as(s.lua, 21), { id: same, name: 'Mây Nhỏ Xinh', birthYear: 2026, hamlet: null });
		await mergePeople(s.as(s.mai, 22), { id: crypto.randomUUID(), kept: same, gone: child });
		expect((await owners(s, 'may nho xinh', s.mai, 23))[0]?.[0]).toBe('Mây Nhỏ');
	})
);

test(
	'among thousands of people and their files a name is found by its index alone, and that there are more is said',
	scene(async (s) => {
		const people = await manyPeople(s, 3000);
		await manyFiles(s, people, '2026-07-20');
		const scans = async () =>
			(
				await s.base.db<{ n: number }[]>`
					select pg_stat_get_xact_numscans('person'::regclass)::int as n`
			)[0]!.n;
		await setScope(s.base.db, s.mai, crypto.randomUUID());
		const before = await scans();
		for (const { words, nearest, butOne } of searchSteps('sậy 2999'))
			await s.base.db`select from find_owners(1, ${s.base.db.json(words)}, ${nearest}, ${butOne})`;
		expect(await scans()).toEqual(before);
		const found = await findByName(s.as(s.mai, 20), { words: 'sậy 2999' });
		expect(found).toMatchObject({ whole: true, files: [{ ownerName: 'Lau Thị Sậy 2999' }] });
		const many = await findByName(s.as(s.mai, 21), { words: 'lau thi say' });
		expect([many.whole, many.files.length]).toEqual([false, 40]);
	}),
	60_000
);
