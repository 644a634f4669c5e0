import fc from 'fast-check';
import { expect, test } from 'vitest';
import { closeNeed } from '#capabilities/assistance/move-need.server.ts';
import { recordNeed } from '#capabilities/assistance/record-need.server.ts';
import type { Context } from '#platform/context.server.ts';
import type { Db } from '#platform/db.server.ts';
import { eraseFor } from '#tests/support/erase.ts';
import { beside, listener, NOW, refusalOf, scene, som, self, type Scene } from '#tests/support/scene.ts';
import { settle } from '#seed/house.ts';
import { callList } from './call-list.server.ts';
import { askConsent, askedConsents, myConsents, withdraw } from './consents.server.ts';
import { publishText } from './publish-text.server.ts';
import { myLooks } from './my-looks.server.ts';
import { makeRequest, takeRequestBack } from '#capabilities/data-rights/requests.server.ts';
import { callPurposes, consentState, type CallPurpose } from './rules-consent.ts';

const id = (): string => crypto.randomUUID();
const MONTH = 31 * 24 * 60;
const say = (
	s: Scene,
	person: string,
	purpose: CallPurpose,
	answer: 'given' | 'refused',
	minutes: number,
	version = 1
) => askConsent(s.as(beside(s, person), minutes), { id: id(), person, purpose, version, answer, readAloud: true });
const called = async (s: Scene, purpose: CallPurpose, minutes = MONTH): Promise<string[]> =>
	(await callList(s.as(s.thach, minutes), { purpose })).rows.map(({ person }) => person);

/** A need of hers that was met, so that a month later she is to be asked again. */
async function helpedOnce(s: Scene, person: string): Promise<void> {
	const need = id();
	await recordNeed(s.as(s.mai), { id: need, person, kind: 'papers', urgency: 'today', source: 'phone', note: null });
	await closeNeed(s.as(s.mai), { need, outcome: 'met' });
}

test(
	'whoever takes a campaign yes back is gone from the next list; each row of a list is a look that she reads',
	scene(async (s) => {
		expect(await called(s, 'campaign-call')).toEqual([]);
		await say(s, s.som, 'campaign-call', 'given', 1);
		expect((await callList(s.as(s.thach, 2), { purpose: 'campaign-call' })).rows).toEqual([
			{ person: s.som, name: 'Sương Thị Sớm', hamlet: 'thôn Bến Gió', phone: '0900000318', about: null }
		]);
		expect((await myLooks(s.as(self(s.som), 3), {})).rows[0]).toMatchObject({
			what: 'phone',
			purpose: 'campaign-call'
		});
		await withdraw(s.as(self(s.som), 4), { id: id(), purpose: 'campaign-call' });
		expect(await called(s, 'campaign-call', 5)).toEqual([]);
	})
);

test(
	'a withdrawal among the requests about data takes the yes back itself; an objection pauses it, and the guide is told',
	scene(async (s) => {
		for (const purpose of ['campaign-call', 'follow-up-call'] as const) await say(s, s.som, purpose, 'given', 1);
		const stands = async (minutes: number) =>
			Object.fromEntries(
				(await askedConsents(s.as(beside(s, s.som), minutes), {})).map((one) => [one.purpose, one.stands])
			);
		const ask = (kind: 'withdrawal' | 'objection', purpose: CallPurpose, minutes: number) =>
			makeRequest(s.as(self(s.som), minutes), { id: id(), kind, purpose, words: null });
		await ask('withdrawal', 'campaign-call', 2);
		expect(await stands(3)).toMatchObject({ 'campaign-call': 'withdrawn', 'follow-up-call': 'given' });
		await ask('objection', 'follow-up-call', 4);
		expect(await stands(5)).toMatchObject({ 'follow-up-call': 'paused' });
		expect((await myConsents(s.as(self(s.som), 5), {})).find((one) => one.purpose === 'follow-up-call')?.stands).toBe(
			'paused'
		);
	})
);

test(
	'her word in a session takes it back as well; a member of staff without her cannot',
	scene(async (s) => {
		await say(s, s.som, 'campaign-call', 'given', 1);
		expect(await refusalOf(withdraw(s.as(s.lua, 2), { id: id(), purpose: 'campaign-call' }))).toBe('no-session');
		await withdraw(s.as(beside(s, s.som), 3), { id: id(), purpose: 'campaign-call' });
		expect(await called(s, 'campaign-call', 4)).toEqual([]);
	})
);

test(
	'new words: an old yes counts no longer until she is asked again, and an answer to the old words is not taken',
	scene(async (s) => {
		await say(s, s.som, 'campaign-call', 'given', 1);
		const house = (minutes: number): Context => s.as(listener(['privacy.publish-text']), minutes);
		const next = { purpose: 'campaign-call', words: 'ask-campaign-call' } as const;
		expect(await refusalOf(publishText(house(2), { ...next, version: 3 }))).toBe('text-changed');
		await publishText(house(2), { ...next, version: 2 });
		expect(await called(s, 'campaign-call', 3)).toEqual([]);
		const asked = await askedConsents(s.as(beside(s, s.som), 3), {});
		expect(asked.find(({ purpose }) => purpose === 'campaign-call')).toMatchObject({ version: 2, stands: 'ask-again' });
		expect(await refusalOf(say(s, s.som, 'campaign-call', 'given', 4, 1))).toBe('text-changed');
		await say(s, s.som, 'campaign-call', 'given', 5, 2);
		expect(await called(s, 'campaign-call', 6)).toEqual([s.som]);
	})
);

test.each([
	[null, 'not-asked'],
	[{ answer: 'given', version: 2 }, 'given'],
	[{ answer: 'given', version: 1 }, 'ask-again'],
	[{ answer: 'refused', version: 1 }, 'refused'],
	[{ answer: 'withdrawn', version: 2 }, 'withdrawn']
] as const)('under version 2 the last answer %j stands as %s', (last, stands) => {
	expect(consentState(last, 2)).toBe(stands);
});

type Step =
	| { do: 'say'; who: number; purpose: CallPurpose; answer: 'given' | 'refused' }
	| { do: 'withdraw' | 'publish'; who: number; purpose: CallPurpose }
	| { do: 'ask'; who: number; kind: 'restriction' | 'objection' | 'deletion'; purpose: CallPurpose | null }
	| { do: 'lift' | 'die' | 'erase'; who: number };

const who = fc.nat(2);
const purpose = fc.constantFrom(...callPurposes);
const step: fc.Arbitrary<Step> = fc.oneof(
	{
		weight: 8,
		arbitrary: fc.record({
			do: fc.constant('say' as const),
			who,
			purpose,
			answer: fc.constantFrom('given', 'given', 'refused')
		})
	},
	{ weight: 3, arbitrary: fc.record({ do: fc.constantFrom('withdraw', 'publish'), who, purpose }) },
	{
		weight: 3,
		arbitrary: fc.record({
			...{ do: fc.constant('ask' as const), who },
			kind: fc.constantFrom('restriction', 'objection', 'deletion'),
			purpose: fc.constantFrom(null, ...callPurposes)
		})
	},
	{ weight: 2, arbitrary: fc.record({ do: fc.constant('lift' as const), who }) },
	{ weight: 1, arbitrary: fc.record({ do: fc.constantFrom('die', 'erase'), who }) }
) as fc.Arbitrary<Step>;

type Asked = { id: string; kind: string; purpose: string | null };
type Model = {
	answers: Map<string, { answer: string; version: number }>;
	versions: Record<string, number>;
	asked: Asked[][];
	gone: Set<number>;
};

/** What ought to be: written from the sentence of the law, and knowing nothing of the database. */
const ought = ({ answers, versions, asked, gone }: Model, people: readonly string[], use: CallPurpose): string[] =>
	people.filter((_, n) => {
		const last = answers.get(`${n} ${use}`);
		const against = asked[n]!.some(
			({ kind, purpose: which }) => kind !== 'objection' || which === null || which === use
		);
		return !gone.has(n) && !against && last?.answer === 'given' && last.version === versions[use];
	});

async function play(s: Scene, people: readonly string[], model: Model, one: Step, minutes: number): Promise<void> {
	const person = people[one.who]!;
	if (one.do === 'say') {
		const version = model.versions[one.purpose]!;
		await say(s, person, one.purpose, one.answer, minutes, version);
		model.answers.set(`${one.who} ${one.purpose}`, { answer: one.answer, version });
	} else if (one.do === 'withdraw') {
		const key = `${one.who} ${one.purpose}`;
		const had = model.answers.get(key);
		const work = withdraw(s.as(beside(s, person), minutes), { id: id(), purpose: one.purpose });
		if (had?.answer !== 'given') return void expect(await refusalOf(work)).toBe('nothing-given');
		await work;
		model.answers.set(key, { ...had, answer: 'withdrawn' });
	} else if (one.do === 'publish') {
		const version = ++model.versions[one.purpose]!;
		const house = s.as(listener(['privacy.publish-text']), minutes);
		await publishText(house, { purpose: one.purpose, version, words: `ask-${one.purpose}` });
	} else if (one.do === 'ask') {
		const asked = { id: id(), kind: one.kind, purpose: one.kind === 'objection' ? one.purpose : null };
		const twice = model.asked[one.who]!.some(({ kind, purpose }) => kind === asked.kind && purpose === asked.purpose);
		const work = makeRequest(s.as(beside(s, person), minutes), {
			...asked,
			kind: one.kind,
			purpose: asked.purpose as CallPurpose,
			words: null
		});
		if (twice) return void expect(await refusalOf(work)).toBe('data-request-twice');
		await work;
		model.asked[one.who]!.push(asked);
	} else if (one.do === 'lift') {
		const lifted = model.asked[one.who]!.pop();
		if (lifted) await takeRequestBack(s.as(beside(s, person), minutes), { request: lifted.id });
	} else await leave(s, person, one.do, minutes, model.gone.has(one.who)).then(() => model.gone.add(one.who));
}

async function leave(s: Scene, person: string, how: 'die' | 'erase', minutes: number, before: boolean): Promise<void> {
	if (before) return;
	if (how === 'erase') return void (await eraseFor(s, person));
	const need = id();
	await recordNeed(s.as(s.mai, minutes), {
		id: need,
		person,
		kind: 'visit',
		urgency: 'today',
		source: 'phone',
		note: null
	});
	await closeNeed(s.as(s.mai, minutes), { need, outcome: 'died' });
}

test(
	'whatever is given, refused, taken back, reworded, restricted or objected to: the lists hold exactly those whose yes stands',
	scene(async (s) => {
		const more = ['Mưa Thị Nhài', 'Gió Văn Sậy'].map((name, n) => ({
			...som,
			name,
			number: `09905000000${n}`,
			phone: `090000040${n}`
		}));
		const people = [s.som, await settle(s.base, NOW, more[0]!), await settle(s.base, NOW, more[1]!)];
		for (const person of people) await helpedOnce(s, person);
		const undo = Symbol('undo');
		const pool = s.base.db as unknown as { savepoint: (work: (sql: Db) => Promise<void>) => Promise<void> };
		await fc.assert(
			fc.asyncProperty(fc.boolean(), fc.array(step, { minLength: 1, maxLength: 10 }), async (eager, steps) => {
				const run = async (sql: Db): Promise<void> => {
					const inside: Scene = {
						...s,
						base: { ...s.base, db: sql },
						as: (actor, minutes) => ({ ...s.as(actor, minutes), db: sql })
					};
					const model: Model = {
						...{ answers: new Map(), versions: { 'follow-up-call': 1, 'campaign-call': 1 } },
						...{ asked: people.map(() => []), gone: new Set() }
					};
					// Half of the runs begin where everybody has said yes to everything: then each step can only take away.
					const yes = { do: 'say', answer: 'given' } as const;
					for (const who of eager ? people.keys() : [])
						for (const purpose of callPurposes) await play(inside, people, model, { ...yes, who, purpose }, 1 + who);
					for (const [n, one] of steps.entries()) await play(inside, people, model, one, 10 + n);
					for (const use of callPurposes)
						expect([use, (await called(inside, use)).toSorted()]).toEqual([use, ought(model, people, use).toSorted()]);
					throw undo;
				};
				await pool.savepoint(run).catch((reason: unknown) => {
					if (reason !== undo) throw reason;
				});
			}),
			{ numRuns: 80 }
		);
	}),
	60_000
);
