import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mineCases } from '#capabilities/cases/lists.server.ts';
import { showMine } from '#capabilities/cases/case-view.server.ts';
import { myLooks } from '#capabilities/privacy/my-looks.server.ts';
import type { Actor } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { refusalOf, scene, self, settleMore, type Scene } from '#tests/support/scene.ts';
import { copyAnswers, fill, sitDown } from '#tests/support/story.ts';
import { settle } from '#seed/house.ts';
import { letFollow, myMandates, revokeMandate } from './mandates.server.ts';
import { standFor } from './stand-for.server.ts';

const id = (): string => crypto.randomUUID();
const child = (s: Scene, birth: string) =>
	settle(s.base, s.as(s.lua).now, {
		name: 'Sương Văn Mầm',
		birth,
		gender: 'male',
		number: null,
		phone: null,
		hamlet: 'thôn Bến Gió',
		needs: []
	});
const stand = (s: Scene, guide: Actor, principal: string, more: object = {}) =>
	standFor(s.as(guide, 3), { id: id(), principal, kind: 'parent', paperSeen: true, agrees: true, ...more });

test(
	'a parent stands for a child by the paper until it is of age, reads its files as their own, and the child can read who did',
	scene(async (s) => {
		const { guide } = await sitDown(s, '2.000635');
		const mam = await child(s, '2016-02-29');
		expect(await refusalOf(stand(s, guide, mam, { paperSeen: false }))).toBe('stand-paper');
		expect(await refusalOf(stand(s, guide, mam, { agrees: false }))).toBe('stand-child-agrees');
		expect(await refusalOf(stand(s, guide, s.gia))).toBe('stand-of-age');
		expect(await refusalOf(stand(s, guide, s.som))).toBe('mandate-of-oneself');
		expect(await refusalOf(stand(s, s.lua, mam))).toBe('no-session');
		await stand(s, guide, mam);
		expect(await refusalOf(stand(s, guide, mam))).toBe('mandate-stands');
		expect(await myMandates(s.as(self(s.som), 4), {})).toMatchObject([
			{
				direction: 'held',
				kind: 'parent',
				evidence: 'birth-certificate',
				otherName: 'Sương Văn Mầm',
				until: '2034-02-28'
			}
		]);
		const [given] = await myMandates(s.as(self(mam), 4), {});
		expect(await refusalOf(revokeMandate(s.as(self(mam), 5), { mandate: given!.id }))).toBe('mandate-by-paper');
		await revokeMandate(s.as(self(s.som), 6), { mandate: given!.id });
		expect(await myMandates(s.as(self(mam), 7), {})).toEqual([]);
	})
);

test(
	'a guide alone makes nobody guardian of somebody of age or of unknown birth; the ward ends it on their own page',
	scene(async (s) => {
		const unknown = await settleMore(s, 'Mây Thị Trôi', 1951);
		await s.base.db`update person set birth_year = null where id = ${unknown}`;
		const guardian = (who: Actor, principal: string) =>
			stand(s, { ...who, session: id(), subject: s.som, authority: 'present' }, principal, { kind: 'guardian' });
		for (const ward of [s.gia, unknown]) expect(await refusalOf(guardian(s.lua, ward))).toBe('stand-adult-by-officer');
		const mam = await child(s, '2016-02-29');
		await guardian(s.lua, mam);
		await guardian(s.mai, s.gia);
		const given = async (who: string) => (await myMandates(s.as(self(who), 4), {}))[0]!.id;
		expect(await refusalOf(revokeMandate(s.as(self(mam), 5), { mandate: await given(mam) }))).toBe('mandate-by-paper');
		await revokeMandate(s.as(self(s.gia), 5), { mandate: await given(s.gia) });
		expect(await myMandates(s.as(self(s.gia), 6), {})).toEqual([]);
		expect(await myMandates(s.as(self(s.som), 6), {})).toMatchObject([{ otherId: mam }]);
	})
);

test(
	'a guardian reads the answers of the ward; whoever is only asked follows and pays',
	scene(async (s) => {
		const first = await sitDown(s, '2.000635', 0, s.gia);
		await fill(s, first, copyAnswers);
		const { guide } = { guide: { ...s.mai, session: id(), subject: s.som, authority: 'present' as const } };
		expect((await mineCases(s.as(self(s.som), 4), {})).rows).toEqual([]);
		await standFor(s.as(guide, 3), { id: id(), principal: s.gia, kind: 'guardian', paperSeen: true, agrees: false });
		const seen = await showMine(s.as(self(s.som), 5), { case: first.case });
		expect(seen).toMatchObject({ hers: false, standsAs: 'guardian' });
		expect(seen.asked.some(({ answer }) => answer?.value === copyAnswers['registered-at'])).toBe(true);
		expect((await myLooks(s.as(self(s.gia), 6), {})).rows).toContainEqual(
			expect.objectContaining({
				purpose: 'guardian',
				actorName: 'Sương Thị Sớm',
				standsBy: 'decision',
				standsSince: '2026-07-14'
			})
		);
	})
);

/** What came of it, or null where it was refused; a fault of ours is no refusal. */
const unlessRefused = <T>(work: Promise<T>): Promise<T | null> =>
	work.catch((reason: unknown) => {
		if (reason instanceof Refusal) return null;
		throw reason;
	});

/** What may happen between three people, a day apart. */
const event = fc.record({
	who: fc.constantFrom('som', 'gia', 'mam'),
	whom: fc.constantFrom('som', 'gia', 'mam'),
	what: fc.constantFrom('month', 'open', 'principal-ends', 'agent-ends')
});

test('whatever is asked, given up and let run out: a mandate stands on exactly the days for which it was given', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(event, { minLength: 1, maxLength: 6 }),
			fc.integer({ min: 0, max: 40 }),
			(events, later) =>
				scene(async (s) => {
					const people = { som: s.som, gia: s.gia, mam: await child(s, '1980-01-01') };
					const open = new Map<string, { id: string; until: number }>();
					for (const [n, { who, whom, what }] of events.entries()) {
						const minutes = n * 24 * 60;
						const key = `${who} ${whom}`;
						const there = open.get(key);
						const stands = there !== undefined && there.until >= n;
						if (what === 'month' || what === 'open') {
							const guide: Actor = { ...s.lua, session: id(), subject: people[who as 'som'], authority: 'present' };
							const given = {
								id: id(),
								agent: people[whom as 'som'],
								until: what,
								evidence: 'said',
								readAloud: true
							} as const;
							const said = await unlessRefused(letFollow(s.as(guide, minutes), given));
							expect([n, said === null]).toEqual([n, who === whom || stands]);
							if (said) open.set(key, { id: given.id, until: what === 'month' ? n + 30 : Infinity });
						} else if (there) {
							const by = what === 'principal-ends' ? people[who as 'som'] : people[whom as 'som'];
							await unlessRefused(revokeMandate(s.as(self(by), minutes), { mandate: there.id }));
							open.delete(key);
						}
					}
					const day = events.length + later;
					for (const who of ['som', 'gia', 'mam'] as const)
						for (const whom of ['som', 'gia', 'mam'] as const) {
							if (who === whom) continue;
							const held = (await myMandates(s.as(self(people[whom]), day * 24 * 60), {})).some(
								(one) => one.direction === 'held' && one.otherId === people[who]
							);
							expect([who, whom, held]).toEqual([who, whom, (open.get(`${who} ${whom}`)?.until ?? -1) >= day]);
						}
				})()
		),
		{ numRuns: 20 }
	);
}, 120_000);
