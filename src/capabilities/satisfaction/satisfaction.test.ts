import { expect, test } from 'vitest';
import { end, wrongPerson } from '#capabilities/assistance/end.server.ts';
import { device, listener, refusalOf, scene, type Scene } from '#tests/support/scene.ts';
import { sitDown } from '#tests/support/story.ts';
import { chance, facesBeside, giveChance, rate, rateByLink, rateTokenOf } from './rate.server.ts';

const id = (): string => crypto.randomUUID();
/** Whoever holds a link is nobody: the door asks in the name of the house. */
const nobody = listener(['satisfaction.rate-by-link', 'satisfaction.chance'], null, []);
const screen = device('second-screen');
const give = (s: Scene, session: string) =>
	giveChance(s.as(listener(['satisfaction.give-chance']), 12), { session, case: null });

test(
	'the link lets rate once, within thirty days',
	scene(async (s) => {
		const { session, guide } = await sitDown(s, '2.000635');
		await end(s.as(guide, 10), { session, reason: 'done' });
		await give(s, session);
		const token = rateTokenOf(s.base, session);
		const by = (minutes: number) => rateByLink(s.as(nobody, minutes), { id: id(), token, score: 4 });
		expect(await chance(s.as(nobody, 13), { token })).toEqual({ used: false, after: 'session' });
		expect(await refusalOf(by(31 * 24 * 60))).toBe('link-expired');
		expect(await by(14)).toEqual({ thanked: true });
		expect(await refusalOf(by(15))).toBe('rated-already');
		expect(await chance(s.as(nobody, 16), { token })).toEqual({ used: true, after: 'session' });
		expect(await chance(s.as(nobody, 16), { token: 'x'.repeat(43) })).toBeNull();
	})
);

test(
	'the faces are for the person who just left this desk, once and for ten minutes',
	scene(async (s) => {
		const { session, guide } = await sitDown(s, '2.000635');
		expect(await facesBeside(s.as(screen, 5), {})).toBeNull();
		await end(s.as(guide, 10), { session, reason: 'done' });
		await give(s, session);
		expect(await facesBeside(s.as(screen, 11), {})).toMatchObject({ id: session });
		expect(await facesBeside(s.as(screen, 21), {})).toBeNull();
		await rate(s.as(screen, 12), { id: id(), session, score: 3 });
		expect(await facesBeside(s.as(screen, 13), {})).toBeNull();
		expect(await refusalOf(rate(s.as(screen, 13), { id: id(), session, score: 1 }))).toBe('rated-already');
		const token = rateTokenOf(s.base, session);
		expect(await refusalOf(rateByLink(s.as(nobody, 14), { id: id(), token, score: 1 }))).toBe('rated-already');
	})
);

test(
	'the helper cannot rate, and whose file was opened by mistake is not asked',
	scene(async (s) => {
		const { session, guide } = await sitDown(s, '2.000635');
		await wrongPerson(s.as(guide, 4), { session });
		expect(await facesBeside(s.as(screen, 5), {})).toBeNull();
		expect(await refusalOf(rate(s.as(guide, 5), { id: id(), session, score: 4 }))).toBe('not-allowed');
		const link = { id: id(), token: rateTokenOf(s.base, session), score: 4 };
		expect(await refusalOf(rateByLink(s.as(guide, 5), link))).toBe('not-allowed');
	})
);

test(
	'whoever stands at no centre gives no chance, and none is written for a centre that is not there',
	scene(async (s) => {
		const nowhere = listener(['satisfaction.give-chance'], null, []);
		expect(await refusalOf(giveChance(s.as(nowhere), { session: id(), case: null }))).toBe('not-your-place');
	})
);
