import { expect, test } from 'vitest';
import { myLooks } from '#capabilities/privacy/my-looks.server.ts';
import { scene, self } from '#tests/support/scene.ts';
import { toldOfPapers } from '#tests/support/told.ts';
import { checkAtDesk, wordsAtDesk } from './check.server.ts';

test(
	'a guide sees for somebody who shows their telephone what was truly sent; she reads that they did, and guesses are slowed',
	scene(async (s) => {
		const { text, code } = await toldOfPapers(s);
		const asks = (typed: string, by = s.lua) => checkAtDesk(s.as(by, 30), { code: typed, end: '318' });
		const { sent } = await asks(code);
		expect((await wordsAtDesk(s.as(s.lua, 30), { sent: sent! })).words).toBe(text);
		expect((await myLooks(s.as(self(s.som), 31), {})).rows).toContainEqual(
			expect.objectContaining({ what: 'notice', purpose: 'check-word' })
		);
		// Another centre sent nothing under it.
		expect(await asks(code, s.rang)).toMatchObject({ sent: null, why: 'unknown' });
		const other = code === '0000' ? '0001' : '0000';
		for (let n = 0; n < 20; n++) expect(await asks(other)).toMatchObject({ sent: null, why: 'unknown' });
		expect(await asks(code)).toMatchObject({ sent: null, why: 'slowed' });
		expect((await asks(code, s.mai)).sent).toBe(sent);
	})
);
