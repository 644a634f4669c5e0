import { expect, test } from 'vitest';
import { anyone, type Actor } from '#kernel/actor.ts';
import { recordOfficialCode } from '#capabilities/filing/file.server.ts';
import { recordStatus } from '#capabilities/filing/record-status.server.ts';
import { receipt } from '#capabilities/payments/of-case.server.ts';
import { rightsOf } from '#program/roles.ts';
import { scene, type Scene } from '#tests/support/scene.ts';
import { copyAnswers, fill, sayYes, sitDown } from '#tests/support/story.ts';
import { besideCase, show } from './case-view.server.ts';
import { follow, slip } from './follow.server.ts';
import { giveBackCase } from './give-back.server.ts';
import { receive } from './receive.server.ts';
import { followState } from './rules-follow.ts';

// How the result comes: what is asked for it, and what slip and follow page say.

const holder = (row: string): Actor => ({ ...anyone(new Set(rightsOf.slip)), kind: 'slip', id: row, row });

/** A file whose result is asked for so, made and ready. */
async function made(s: Scene, way: 'desk' | 'post') {
	const sitting = await sitDown(s, '2.000635');
	await fill(s, sitting, { ...copyAnswers, receive: way, 'receive-address': 'thôn Bến Gió, xã Quảng Lưu' });
	const asked = (await besideCase(s.as(sitting.screen), {}))!.asked.map(({ question }) => question.id);
	await sayYes(s, sitting);
	await receive(s.as(s.mai, 8), { case: sitting.case });
	const code = '000.16.43.H56-260714-0077';
	await recordOfficialCode(s.as(s.mai, 9), { case: sitting.case, code, elsewhere: true });
	await recordStatus(s.as(s.mai, 10), { case: sitting.case, status: 9, outsideAt: s.as(s.mai, 10).now.toISOString() });
	return { id: sitting.case, asked };
}

test(
	'by post the address is asked, and whoever follows reads that the post brings it, without the address',
	scene(async (s) => {
		const { id, asked } = await made(s, 'post');
		expect(asked).toContain('receive-address');
		const seen = await follow(s.as(holder(id), 11), {});
		expect([seen.delivery, followState(seen)]).toEqual(['post', 'posted']);
		expect(JSON.stringify(seen)).not.toContain('Bến Gió');
		expect((await slip(s.as(holder(id), 11), { case: id })).file.delivery).toBe('post');
	})
);

test(
	'at the desk no address is asked, and they are asked to come',
	scene(async (s) => {
		const { id, asked } = await made(s, 'desk');
		expect(asked).not.toContain('receive-address');
		expect(followState(await follow(s.as(holder(id), 11), {}))).toBe('ready');
	})
);

test(
	'whoever finds a slip reads no words that staff wrote: neither why it was given back nor why at the counter',
	scene(async (s) => {
		const sitting = await sitDown(s, '2.000635');
		await fill(s, sitting, copyAnswers);
		await sayYes(s, sitting);
		await giveBackCase(s.as(s.mai, 8), { case: sitting.case, why: 'ông Lau bảo tên mẹ viết sai' });
		const { wayReason, givenBackWhy } = (await show(s.as(s.mai, 9), { case: sitting.case })).file;
		expect([wayReason, givenBackWhy]).not.toContain(null);
		const found = [
			await slip(s.as(holder(sitting.case), 9), { case: sitting.case }),
			await follow(s.as(holder(sitting.case), 9), {}),
			await receipt(s.as(holder(sitting.case), 9), { case: sitting.case })
		];
		for (const words of [wayReason, givenBackWhy]) expect(JSON.stringify(found)).not.toContain(words);
	})
);
