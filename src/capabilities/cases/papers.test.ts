import { expect, test } from 'vitest';
import sharp from 'sharp';
import { findKey } from '#platform/subject-keys.server.ts';
import { end } from '#capabilities/assistance/end.server.ts';
import { getProcedure } from '#capabilities/procedures/get-procedure.server.ts';
import type { Actor } from '#kernel/actor.ts';
import { refusalOf, scene } from '#tests/support/scene.ts';
import { sitDown } from '#tests/support/story.ts';
import { addPaper, keepUpload, paperBind } from './keep-upload.server.ts';
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
	'what is sent is taken for what it is, not for its name: a photo drawn anew, a whole PDF, and nothing else',
	scene(async (s) => {
		const one = await sitDown(s, '1.014027');
		const { file } = (await inSession(s.as(one.guide), {}))!;
		const send = (bytes: string | Buffer, name = 'anh.jpg', more = 0) =>
			keepUpload(
				s.as(one.guide),
				file,
				new File([bytes as string, new Uint8Array(more)], name, { type: 'image/jpeg' })
			);
		const why = (...sent: Parameters<typeof send>) => refusalOf(send(...sent));
		expect(await why('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')).toBe('file-kind');
		expect(await why('<!doctype html><script>alert(1)</script>')).toBe('file-kind');
		expect(await why(Buffer.from('PK\x03\x04 and so on'))).toBe('file-kind');
		expect(await why('%PDF-1.4 and cut off')).toBe('file-broken');
		expect(await why(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0]))).toBe('file-broken');
		expect(await why('', 'anh.jpg')).toBe('file-missing');
		expect(await why('x', 'anh.jpg', 10 * 1024 * 1024)).toBe('file-large');
		const flat = sharp({ create: { width: 8, height: 8, channels: 3, background: '#c33' } });
		const photo = await flat
			.withExif({ IFD0: { Copyright: 'a place and a name' } })
			.jpeg()
			.toBuffer();
		expect(photo.includes('a place and a name')).toBe(true);
		const kept = await send(Buffer.concat([photo, Buffer.from('<script>')]), 'giay.pdf');
		expect(kept.mime).toBe('image/jpeg');
		const key = (await findKey(s.as(one.guide), s.som))!;
		const shown = key.open(await s.base.store.get(kept.sha256), paperBind(file!.id));
		expect([shown.includes('a place and a name'), shown.includes('<script>')]).toEqual([false, false]);
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
