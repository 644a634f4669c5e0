import { expect, test } from 'vitest';
import { makeApiKey } from '#capabilities/access/api-keys.server.ts';
import { keyAtDoor } from '#capabilities/access/door.server.ts';
import { start } from '#capabilities/assistance/start.server.ts';
import { rightsOfKey } from '#program/roles.ts';
import { khoi } from '#tests/support/accounts.ts';
import { beside, scene, type Scene } from '#tests/support/scene.ts';
import { answer } from './answer.server.ts';
import { inSession, show } from './case-view.server.ts';
import { resume } from './resume.server.ts';
import { submitCase } from './submit.server.ts';
import { namePeople } from './three-people.server.ts';
import { programWords } from './ui/program-words.ts';

/** A file that a program made in Mai's name, with a key that the administrator gave it. */
async function madeByKey(s: Scene) {
	const input = {
		staff: s.mai.id,
		role: 'receiving-officer',
		place: 1,
		name: 'Máy in sổ',
		groups: ['receive']
	} as const;
	const { key } = await makeApiKey(s.as(khoi(s)), { ...input, groups: [...input.groups] });
	const { actor: program } = (await keyAtDoor(s.base.db as never, rightsOfKey, key, s.as(s.mai).now))!;
	const file = crypto.randomUUID();
	const answers = { copies: '2', record: 'birth' };
	await submitCase(s.as(program, 1), { id: file, person: s.som, procedure: '2.000635', answers, papers: [] });
	return file;
}

/** Lúa sits beside her with this file open. */
async function resumed(s: Scene, file: string) {
	const guide = beside(s, s.som);
	await start(s.as(s.lua, 2), { id: guide.session!, person: s.som, ticket: null });
	await resume(s.as(guide, 3), { case: file });
	return guide;
}

const typedBy = (view: Awaited<ReturnType<typeof inSession>>, id: string) => {
	const found = view!.asked.find(({ question }) => question.id === id)!;
	return { by: found.answer?.provenance, hand: found.hand };
};

test(
	'what a program typed with an officer’s key is said to be that program’s and hers, whoever opens the file',
	scene(async (s) => {
		const guide = await resumed(s, await madeByKey(s));
		const view = await inSession(s.as(guide, 4), {});
		const hand = { name: 'Nắng Thị Mai', key: 'Máy in sổ', maker: expect.stringMatching(/\S/) as string };
		expect(typedBy(view, 'copies')).toEqual({ by: 'program', hand });
		expect(view!.marks).toMatchObject({ program: 2, guide: 0 });
		expect(view!.how).toBe('done-for');
		const said = programWords(typedBy(view, 'copies').hand);
		expect(said).toContain('Máy in sổ');
		expect(said).toContain('Nắng Thị Mai');
		expect(said).not.toMatch(/Lúa|nhập hộ/);
	})
);

test(
	'who types beside her is said by name, to whoever opens the file later',
	scene(async (s) => {
		const file = await madeByKey(s);
		const guide = await resumed(s, file);
		await answer(s.as(guide, 5), { case: file, question: 'copies', raw: '3' });
		const lua = { by: 'guide', hand: { name: 'Hoa Thị Lúa', key: null, maker: null } };
		expect(typedBy(await show(s.as(s.mai, 6), { case: file }), 'copies')).toEqual(lua);
		// Sealed anew under another owner's key, it is still hers who typed it.
		await namePeople(s.as(guide, 7), { case: file, owner: s.gia, submitter: 'helped', basis: 'guardian' });
		const after = await show(s.as(s.mai, 8), { case: file });
		expect(typedBy(after, 'copies')).toEqual(lua);
		expect(typedBy(after, 'record')).toMatchObject({ by: 'program', hand: { key: 'Máy in sổ' } });
	})
);
