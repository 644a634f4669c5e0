import { expect, test } from 'vitest';
import { end } from '#capabilities/assistance/end.server.ts';
import { getProcedure } from '#capabilities/procedures/get-procedure.server.ts';
import type { Actor } from '#kernel/actor.ts';
import { refusalOf, scene } from '#tests/support/scene.ts';
import { sitDown } from '#tests/support/story.ts';
import { addPaper, keepUpload } from './keep-upload.server.ts';
import { judgePaper } from './papers.server.ts';
import { submitCase } from './submit.server.ts';
import { inSession } from './case-view.server.ts';

test(
	'a paper names a file of this case that is there, and no other hash',
	scene(async (s) => {
		const one = await sitDown(s, '1.014027');
		const paper = getProcedure('1.014027').papers[0]!.id;
		const { file } = (await inSession(s.as(one.guide), {}))!;
		const pdf = new File(['%PDF-1.4\n%%\nstartxref\n0\n%%EOF\n'], 'giay.pdf');
		const kept = await keepUpload(s.as(one.guide), file, pdf);
		await end(s.as(one.guide, 1), { session: one.session, reason: 'done' });
		const other = await sitDown(s, '2.000635', 1, s.gia);
		const add = (guide: Actor, of: string, sha256: string) =>
			refusalOf(addPaper(s.as(guide, 2), { id: crypto.randomUUID(), case: of, paper, ...kept, sha256 }));
		expect(await add(other.guide, other.case, 'a'.repeat(64))).toBe('paper-file-missing');
		expect(await add(other.guide, other.case, kept.sha256)).toBe('paper-file-missing');
		const draft = (sha256: string) =>
			submitCase(s.as(s.mai, 3), {
				id: crypto.randomUUID(),
				person: s.som,
				procedure: '2.000635',
				answers: { copies: '2' },
				papers: [{ id: crypto.randomUUID(), paper: 'p', verdict: 'seen', sha256 }]
			});
		expect(await refusalOf(draft('a'.repeat(64)))).toBe('paper-file-missing');
		expect(await refusalOf(draft(kept.sha256))).toBe('paper-file-missing');
	})
);

test(
	'an attached file waits for a verdict, keeps by a good one and goes with a missing one',
	scene(async (s) => {
		const sitting = await sitDown(s, '1.014027');
		const paper = getProcedure('1.014027').papers[0]!.id;
		const { file } = (await inSession(s.as(sitting.guide), {}))!;
		const pdf = new File(['%PDF-1.4\n%%\nstartxref\n0\n%%EOF\n'], 'giay.pdf');
		const kept = await keepUpload(s.as(sitting.guide, 0), file, pdf);
		const now = async () => (await inSession(s.as(sitting.guide, 3), {}))!.papers[0];
		const judge = (verdict: 'good' | 'missing', minute: number) =>
			judgePaper(s.as(sitting.guide, minute), { ...one(), verdict, reason: null });
		const one = () => ({ id: crypto.randomUUID(), case: sitting.case, paper });
		await addPaper(s.as(sitting.guide, 1), { ...one(), ...kept });
		expect(await now()).toMatchObject({ verdict: 'attached', sha256: kept.sha256 });
		await judge('good', 2);
		expect(await now()).toMatchObject({ verdict: 'good', sha256: kept.sha256 });
		await judge('missing', 3);
		expect(await now()).toMatchObject({ verdict: 'missing', sha256: null });
	})
);
