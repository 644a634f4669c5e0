import { expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { refusalOf, scene, self, type Scene } from '#tests/support/scene.ts';
import { sitDown } from '#tests/support/story.ts';
import { askConsent, askedConsents, myConsents, withdraw } from './consents.server.ts';

const id = (): string => crypto.randomUUID();
const purpose = 'campaign-visit' as const;
const ask = (s: Scene, guide: Actor, answer: 'given' | 'refused', readAloud: boolean, person = s.som) =>
	askConsent(s.as(guide, 2), { id: id(), person, purpose, version: 1, answer, readAloud });

test(
	'a yes counts once it was read aloud, is hers to see, and is taken back as easily',
	scene(async (s) => {
		const { guide } = await sitDown(s, '2.000635');
		expect(await refusalOf(ask(s, guide, 'given', false))).toBe('read-aloud-first');
		await ask(s, guide, 'given', true);
		expect((await askedConsents(s.as(guide, 3), {})).filter(({ last }) => last)).toMatchObject([
			{ purpose, version: 1, words: 'ask-campaign-visit', stands: 'given' }
		]);
		const [given] = await myConsents(s.as(self(s.som), 4), {});
		expect(given).toMatchObject({ purpose, answer: 'given', centreId: 1 });
		await withdraw(s.as(self(s.som), 5), { id: id(), purpose });
		expect(await refusalOf(withdraw(s.as(self(s.som), 6), { id: id(), purpose }))).toBe('nothing-given');
		expect(await myConsents(s.as(self(s.som), 6), {})).toMatchObject([{ purpose, answer: 'withdrawn' }]);
	})
);

test(
	'nobody is asked for whom the session is not, and a neighbour sees nothing of it',
	scene(async (s) => {
		const { guide } = await sitDown(s, '2.000635');
		expect(await refusalOf(ask(s, guide, 'given', true, s.gia))).toBe('no-session');
		expect(await refusalOf(ask(s, s.lua, 'given', true))).toBe('no-session');
		await ask(s, guide, 'refused', false);
		expect(await myConsents(s.as(self(s.gia), 4), {})).toEqual([]);
	})
);
