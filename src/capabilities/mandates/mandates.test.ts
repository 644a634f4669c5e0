import { expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { refusalOf, scene, self, type Scene } from '#tests/support/scene.ts';
import { sitDown } from '#tests/support/story.ts';
import { letFollow, mandatesBeside, myMandates, revokeMandate } from './mandates.server.ts';

const id = (): string => crypto.randomUUID();
const ask = (s: Scene, guide: Actor, agent: string, readAloud = true, minutes = 2) =>
	letFollow(s.as(guide, minutes), { id: id(), agent, until: 'year', evidence: 'said', readAloud });

test(
	'at the counter in a minute, read aloud, seen by both, and taken back by word',
	scene(async (s) => {
		const { guide } = await sitDown(s, '2.000635');
		expect(await refusalOf(ask(s, guide, s.gia, false))).toBe('read-aloud-first');
		expect(await refusalOf(ask(s, guide, s.som))).toBe('mandate-of-oneself');
		expect(await refusalOf(ask(s, s.lua, s.gia))).toBe('no-session');
		await ask(s, guide, s.gia);
		expect(await refusalOf(ask(s, guide, s.gia))).toBe('mandate-stands');
		const [given] = await mandatesBeside(s.as(guide, 3), {});
		expect(given).toMatchObject({
			direction: 'given',
			otherName: 'Thông Văn Già',
			since: '2026-07-14',
			until: '2027-07-14'
		});
		expect(await myMandates(s.as(self(s.gia), 4), {})).toMatchObject([
			{ direction: 'held', otherName: 'Sương Thị Sớm' }
		]);
		await revokeMandate(s.as(guide, 5), { mandate: given!.id });
		expect(await mandatesBeside(s.as(guide, 6), {})).toEqual([]);
		expect(await refusalOf(revokeMandate(s.as(guide, 7), { mandate: given!.id }))).toBe('mandate-over');
	})
);

test(
	'either of the two ends it on a page of their own, and nobody else',
	scene(async (s) => {
		const { guide } = await sitDown(s, '2.000635');
		const { id: first } = await ask(s, guide, s.gia);
		const stranger = { ...self(id()) };
		expect(await refusalOf(revokeMandate(s.as(stranger, 3), { mandate: first }))).toBe('mandate-over');
		expect(await refusalOf(revokeMandate(s.as(s.lua, 3), { mandate: first }))).toBe('other-person');
		await revokeMandate(s.as(self(s.gia), 3), { mandate: first });
		const { id: second } = await ask(s, guide, s.gia, true, 4);
		await revokeMandate(s.as(self(s.som), 5), { mandate: second });
		expect(await myMandates(s.as(self(s.gia), 6), {})).toEqual([]);
	})
);
