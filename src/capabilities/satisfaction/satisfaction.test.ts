import { expect, test } from 'vitest';
import { callsAsked } from '#capabilities/assistance/calls.server.ts';
import { system } from '#kernel/actor.ts';
import { end, wrongPerson } from '#capabilities/assistance/end.server.ts';
import { device, listener, refusalOf, scene, type Scene } from '#tests/support/scene.ts';
import { sitDown } from '#tests/support/story.ts';
import { askCall, lowBeside, sayWhy, sayWhyBeside } from './low.server.ts';
import { chance, facesBeside, giveChance, rate, rateByLink, rateTokenOf } from './rate.server.ts';

const id = (): string => crypto.randomUUID();
/** Whoever holds a link is nobody: the door asks in the name of the house. */
const nobody = system(
	'door',
	new Set(['satisfaction.rate-by-link', 'satisfaction.chance', 'satisfaction.say-why', 'satisfaction.ask-call'])
);
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
		const never = { low: false, saidWhy: false, called: false };
		expect(await chance(s.as(nobody, 13), { token })).toEqual({ used: false, after: 'session', ...never });
		expect(await refusalOf(by(31 * 24 * 60))).toBe('link-expired');
		expect(await by(14)).toEqual({ thanked: true });
		expect(await refusalOf(by(15))).toBe('rated-already');
		expect(await chance(s.as(nobody, 16), { token })).toEqual({ used: true, after: 'session', ...never });
		// Whoever was content is asked for no reason and called by nobody.
		expect(await refusalOf(sayWhy(s.as(nobody, 16), { token, reason: 'wait' }))).toBe('not-low');
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

test(
	'whoever was not content says why in one touch, and is called by the leader who reads it; the rating stays nobody’s',
	scene(async (s) => {
		const { session, guide } = await sitDown(s, '2.000635');
		await end(s.as(guide, 10), { session, reason: 'done' });
		await give(s, session);
		const token = rateTokenOf(s.base, session);
		expect(await refusalOf(sayWhy(s.as(nobody, 13), { token, reason: 'wait' }))).toBe('link-expired');
		await rateByLink(s.as(nobody, 14), { id: id(), token, score: 1 });
		expect(await chance(s.as(nobody, 15), { token })).toMatchObject({ low: true, saidWhy: false, called: false });
		await sayWhy(s.as(nobody, 15), { token, reason: 'wait' });
		expect(await refusalOf(sayWhy(s.as(nobody, 16), { token, reason: 'again' }))).toBe('rated-already');
		const reach = { name: 'Sương Thị Sớm', phone: '+84 900 000 318' };
		const call = () => askCall(s.as(nobody, 17), { id: id(), token, ...reach });
		expect(await call()).toEqual({ promisedOn: '2026-07-15' });
		expect(await refusalOf(call())).toBe('call-asked');
		expect(await chance(s.as(nobody, 18), { token })).toMatchObject({ saidWhy: true, called: true });
		const { rows } = await callsAsked(s.as(s.mai, 18), {});
		expect(rows).toMatchObject([
			{ about: 'rating', reason: 'wait', name: 'Sương Thị Sớm', phone: '0900000318', ownerId: s.thach.id }
		]);
		expect(await refusalOf(sayWhy(s.as(guide, 19), { token, reason: 'wait' }))).toBe('not-allowed');
		const kept = await s.base.db`select session_id from rating r join call_request c on c.id = r.id`;
		expect(kept).toEqual([]);
	})
);

test(
	'on the screen at the desk why is asked of whoever was not content, for ten minutes and once',
	scene(async (s) => {
		const { session, guide } = await sitDown(s, '2.000635');
		await end(s.as(guide, 10), { session, reason: 'done' });
		await give(s, session);
		expect(await lowBeside(s.as(screen, 11), {})).toBeNull();
		await rate(s.as(screen, 12), { id: id(), session, score: 2 });
		expect(await lowBeside(s.as(screen, 13), {})).toMatchObject({ id: session, saidWhy: false });
		expect(await lowBeside(s.as(screen, 21), {})).toBeNull();
		await sayWhyBeside(s.as(screen, 14), { reason: 'manner' });
		expect(await lowBeside(s.as(screen, 15), {})).toMatchObject({ saidWhy: true });
		expect(await refusalOf(sayWhyBeside(s.as(screen, 15), { reason: 'wait' }))).toBe('rated-already');
		// By the link of the same session they ask to be called, and whoever calls knows why.
		const link = { id: id(), token: rateTokenOf(s.base, session), name: 'Bưởi Thị Đào', phone: '0900000417' };
		await askCall(s.as(nobody, 16), link);
		expect((await callsAsked(s.as(s.mai, 17), {})).rows).toMatchObject([{ about: 'rating', reason: 'manner' }]);
	})
);
