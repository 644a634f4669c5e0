import { expect, test } from 'vitest';
import { rightsOf } from '#program/roles.ts';
import { revokeMandate } from '#capabilities/mandates/mandates.server.ts';
import { standFor } from '#capabilities/mandates/stand-for.server.ts';
import type { Actor } from '#kernel/actor.ts';
import { beside, refusalOf, scene, self, type Scene } from '#tests/support/scene.ts';
import { staffId } from '#seed/house.ts';
import { callList } from '#capabilities/privacy/call-list.server.ts';
import { askConsent } from '#capabilities/privacy/consents.server.ts';
import { myLooks } from '#capabilities/privacy/my-looks.server.ts';
import { acknowledgeRequest, extendRequest, makeRequest, settleRequest, takeRequestBack } from './requests.server.ts';
import { myRequests, periods, request, requests, requestsBeside, setPeriod } from './requests-shown.server.ts';

const id = (): string => crypto.randomUUID();
const DAY = 24 * 60;
const khoi = (s: Scene): Actor => ({ ...s.thach, id: staffId('khoi'), may: new Set(rightsOf.administrator) });

async function asks(
	s: Scene,
	kind: 'access' | 'objection' | 'deletion',
	minutes = 0,
	actor = self(s.som)
): Promise<string> {
	const one = id();
	const words = 'cho tôi xem xã giữ gì về tôi';
	await makeRequest(s.as(actor, minutes), {
		id: one,
		kind,
		purpose: kind === 'objection' ? 'campaign-call' : null,
		words
	});
	return one;
}

test(
	'she asks on her own page: two working days to say that it has come, ten days to answer, more time once with a reason',
	scene(async (s) => {
		const one = await asks(s, 'access');
		const [waiting] = (await requests(s.as(s.thach, 1), {})).rows;
		expect(waiting).toMatchObject({
			id: one,
			personName: 'Sương Thị Sớm',
			acknowledgeBy: '2026-07-16',
			dueBy: '2026-07-24'
		});
		expect(JSON.stringify(waiting)).not.toContain('cho tôi xem');
		await acknowledgeRequest(s.as(s.thach, 2), { request: one });
		expect(await refusalOf(acknowledgeRequest(s.as(s.thach, 3), { request: one }))).toBe('data-request-state');
		await extendRequest(s.as(s.thach, 3), { request: one, reason: 'sổ cũ còn ở kho' });
		expect(await refusalOf(extendRequest(s.as(s.thach, 4), { request: one, reason: 'nữa' }))).toBe(
			'data-request-extended'
		);
		expect(await request(s.as(s.thach, 5), { request: one })).toMatchObject({
			...{ words: 'cho tôi xem xã giữ gì về tôi', dueBy: '2026-08-08', state: 'acknowledged' },
			...{ extendedWhy: 'sổ cũ còn ở kho', who: { id: s.som } }
		});
		expect((await myLooks(s.as(self(s.som), 6), {})).rows[0]).toMatchObject({
			what: 'data-request',
			purpose: 'data-request'
		});
		const refuse = { request: one, outcome: 'refused' } as const;
		expect(await refusalOf(settleRequest(s.as(s.thach, 7), { ...refuse, reason: '' }))).toBe('refused-why-missing');
		await settleRequest(s.as(s.thach, 8), { request: one, outcome: 'done', reason: 'đã đưa bản in' });
		expect((await myRequests(s.as(self(s.som), 9), {})).rows).toMatchObject([
			{ state: 'done', settledWhy: 'đã đưa bản in', next: null }
		]);
		expect((await myRequests(s.as(self(s.gia), 9), {})).rows).toEqual([]);
	})
);

test(
	'an objection works from the moment it comes, also in a session, and until she lifts it',
	scene(async (s) => {
		const input = {
			id: id(),
			person: s.som,
			purpose: 'campaign-call',
			version: 1,
			answer: 'given',
			readAloud: true
		} as const;
		await askConsent(s.as(beside(s, s.som), 1), input);
		const listed = async (minutes: number) =>
			(await callList(s.as(s.thach, minutes), { purpose: 'campaign-call' })).rows.length;
		expect(await listed(2)).toBe(1);
		const one = await asks(s, 'objection', 3, beside(s, s.som));
		expect(await listed(4)).toBe(0);
		await settleRequest(s.as(s.thach, 5), { request: one, outcome: 'done', reason: null });
		expect(await listed(6)).toBe(0);
		expect((await requestsBeside(s.as(beside(s, s.som), 7), {})).rows).toMatchObject([{ id: one, state: 'done' }]);
		expect(await refusalOf(takeRequestBack(s.as(beside(s, s.gia), 7), { request: one }))).toBe('other-person');
		await takeRequestBack(s.as(self(s.som), 8), { request: one });
		expect(await listed(9)).toBe(1);
	})
);

test(
	'nobody asks for somebody who does not sit there, and nothing of ours is handled from elsewhere',
	scene(async (s) => {
		const input = { id: id(), kind: 'access', purpose: null, words: null } as const;
		expect(await refusalOf(makeRequest(s.as(s.lua), input))).toBe('no-session');
		const one = await asks(s, 'access');
		const far: Actor = { ...s.rang, may: new Set(rightsOf.leader) };
		expect(await requests(s.as(far), {})).toEqual({ rows: [], whole: 0, more: 0 });
		expect(await refusalOf(settleRequest(s.as(far), { request: one, outcome: 'done', reason: null }))).toBe(
			'data-request-unknown'
		);
		expect(await refusalOf(request(s.as(far), { request: one }))).toBe('data-request-unknown');
	})
);

test(
	'a deletion is not said to be done: only the erasure settles it so',
	scene(async (s) => {
		const one = await asks(s, 'deletion');
		expect(await refusalOf(settleRequest(s.as(s.thach), { request: one, outcome: 'done', reason: null }))).toBe(
			'erase-first'
		);
	})
);

test(
	'the clocks are settings of the centre: an administrator sets one, requests from then on go by it, the other centre keeps its own',
	scene(async (s) => {
		await asks(s, 'access');
		expect(await refusalOf(asks(s, 'access', 1))).toBe('data-request-twice');
		await setPeriod(s.as(khoi(s), 1), { name: 'due-access', days: 7 });
		await asks(s, 'access', 2, self(s.gia));
		const { rows: lines } = await requests(s.as(s.thach, 16 * DAY), {});
		expect(lines.map(({ dueBy }) => dueBy).toSorted()).toEqual(['2026-07-21', '2026-07-24']);
		expect(lines.every(({ next }) => next?.late)).toBe(true);
		const days = async (actor: Actor) =>
			(await periods(s.as(actor), {})).find(({ name }) => name === 'due-access')?.days;
		expect([await days(s.thach), await days({ ...s.rang, may: new Set(rightsOf.leader) })]).toEqual([7, 10]);
	})
);

test(
	'a guardian asks for a ward, on the own page and in a session: by which paper stands in it, both read it; nobody else can, nor once it is over',
	scene(async (s) => {
		const ask = (actor: Actor, minutes: number, ward: string, kind: 'access' | 'correction' = 'access') =>
			makeRequest(s.as(actor, minutes), {
				id: id(),
				kind,
				purpose: null,
				words: 'cho tôi xem của ông',
				ward
			});
		expect(await refusalOf(ask(self(s.som), 1, s.gia))).toBe('not-your-ward');
		const stands = id();
		await standFor(s.as({ ...beside(s, s.som), id: s.mai.id, may: s.mai.may }, 2), {
			id: stands,
			principal: s.gia,
			kind: 'guardian',
			paperSeen: true,
			agrees: false
		});
		const { id: first } = await ask(self(s.som), 3, s.gia);
		await ask(beside(s, s.som), 4, s.gia, 'correction');
		expect(await refusalOf(ask(self(s.gia), 5, s.som))).toBe('not-your-ward');
		expect(await request(s.as(s.thach, 6), { request: String(first) })).toMatchObject({
			...{ personId: s.gia, askedByName: 'Sương Thị Sớm', askedByEvidence: 'decision' },
			words: 'cho tôi xem của ông'
		});
		const seen = { askedByName: 'Sương Thị Sớm', askedByEvidence: 'decision', words: 'cho tôi xem của ông' };
		expect((await myRequests(s.as(self(s.gia), 7), {})).rows).toMatchObject([{ ...seen, wardName: null }, seen]);
		expect((await myRequests(s.as(self(s.som), 7), {})).rows).toMatchObject([
			{ ...seen, wardName: 'Thông Văn Già' },
			seen
		]);
		expect((await requestsBeside(s.as(beside(s, s.som), 7), {})).rows).toHaveLength(2);
		await takeRequestBack(s.as(self(s.som), 8), { request: String(first) });
		await revokeMandate(s.as(beside(s, s.gia), 9), { mandate: stands });
		expect((await myRequests(s.as(self(s.som), 10), {})).rows).toEqual([]);
		expect(await refusalOf(ask(self(s.som), 11, s.gia))).toBe('not-your-ward');
	})
);
