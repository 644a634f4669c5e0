import { beforeAll, expect, test } from 'vitest';
import { askConsent } from '#capabilities/privacy/consents.server.ts';
import { recordNeed } from '#capabilities/assistance/record-need.server.ts';
import {
	atTheDoor,
	doorsOn,
	hearAll,
	laterIn,
	listen,
	outcomeOf,
	seenBy,
	syncNow,
	yesTo
} from '#tests/support/field.ts';
import { beside, refusalOf, scene, type Scene } from '#tests/support/scene.ts';
import { leaveHousehold, nameHead } from '#capabilities/residents/households.server.ts';
import {
	draftKey,
	emptyDraft,
	keepDraft,
	readDraft,
	readSaved,
	savedKey,
	savedRow,
	type Draft
} from './drafts.browser.ts';
import { sayAll } from './outbox.browser.ts';
import type { TakenHousehold } from './taken.ts';
import { renewed, takenBack } from './taken-back.browser.ts';
import { visited } from './visited.browser.ts';

// What somebody touched on a phone, as the house has it after; and the same taken back.

beforeAll(listen);

const DAY = '2026-07-14';
const ended = (s: Scene) => ({ outcome: 'met' as const, day: DAY, minutes: 12, helper: s.lua.id });
const touched = (home: string, som: string, more: Partial<Draft> = {}): Draft => ({
	...emptyDraft(home, 1),
	...{ met: [som], shown: ['e-id'], how: { 'e-id': 'guided' }, again: '30', asked: ['papers', 'learn'] },
	...{ notes: { papers: ' giấy ra viện ' }, promise: '2026-07-16', helps: { [som]: ['big-print'] } },
	triage: { [som]: { want: 'level-2', card: 'expired', sim: 'own', phone: 'able', fingers: 'readable' } },
	consents: [
		{ person: som, purpose: 'campaign-visit', version: 1, answer: 'given', knew: null },
		{ person: som, purpose: 'campaign-call', version: 1, answer: 'refused', knew: null }
	],
	...more
});
const rowsOf = async (s: Scene) => {
	const read = await seenBy(s);
	return {
		visits: (await read`select outcome from visit`).length,
		needs: (await read`select kind, promised_on from need where outcome is null order by kind`).map(Object.values),
		consents: (
			await read`select distinct on (purpose) purpose, answer from consent where person_id = ${s.som} order by purpose, counts_at desc, id desc`
		).map(Object.values),
		helps: (await read<{ needs: string[] }[]>`select needs from person where id = ${s.som}`)[0]!.needs,
		shown: (await read`select topic, how, ask_again_on::text from encounter`).map(Object.values),
		steps: (await read`select door from readiness_triage`).map(Object.values)
	};
};

test(
	'all that was touched arrives as it was said; taken back, it counts nowhere, and what was typed is there again',
	scene(async (s) => {
		const { home, phone: held } = await atTheDoor(s);
		const { phone, unlocked } = held;
		const [door] = (await doorsOn(held)).map(({ row }) => row as TakenHousehold);
		const before = await rowsOf(s);
		const draft = touched(home, s.som);
		await keepDraft(phone, unlocked, draft);
		const { words, saved } = visited(door!, draft, ended(s));
		const ops = await sayAll(phone, words, { drop: [draftKey(home)], put: [await savedRow(unlocked, saved)] });
		expect([await readDraft(phone, unlocked, home), await readSaved(phone, unlocked, home, '2026-07-15')]).toEqual([
			null,
			null
		]);
		await syncNow(held);
		for (const one of ops) expect(await outcomeOf(held, one)).toEqual(['done', 'applied', null]);
		expect(await rowsOf(s)).toEqual({
			visits: 1,
			needs: [
				['e-id', null],
				['learn', null],
				['papers', '2026-07-16']
			],
			consents: [
				['campaign-call', 'refused'],
				['campaign-visit', 'given']
			],
			helps: ['big-print'],
			shown: [['e-id', 'guided', '2026-08-13']],
			steps: [['police-card']]
		});
		const kept = (await readSaved(phone, unlocked, home, DAY))!;
		const undo = await sayAll(phone, takenBack(kept), { drop: [savedKey(home)] });
		await syncNow(held);
		for (const one of undo) expect(await outcomeOf(held, one)).toEqual(['done', 'applied', null]);
		expect(await rowsOf(s)).toEqual({
			...{ visits: 0, helps: before.helps, shown: [], steps: [['police-card']] },
			// The step of an e-ID stays as it was asked, and its need with it.
			needs: [['e-id', null]],
			// A yes that was a mistake is none, and makes nobody a door without a name; a no stays.
			consents: [['campaign-call', 'refused']]
		});
		expect((await doorsOn(held))[0]!.row).toMatchObject({ people: [{ name: 'Sương Thị Sớm' }, {}] });
		expect(kept.draft).toEqual(draft);
	})
);

test(
	'a yes is taken back in a sitting at the door; fewer than five answers are no triage; a promise is for what is open already',
	scene(async (s) => {
		const { clock, home, phone: held } = await atTheDoor(s);
		const yes = { ...yesTo(s.som), purpose: 'campaign-visit' as const, answer: 'given' as const };
		await askConsent(s.as(beside(s, s.som)), yes);
		await recordNeed(laterIn(s, clock.at)(s.lua), {
			...{ id: crypto.randomUUID(), person: s.som, kind: 'papers', urgency: 'this-week', source: 'counter', note: null }
		});
		await syncNow(held);
		const [row] = (await doorsOn(held)).map((one) => one.row as TakenHousehold);
		const open = {
			id: crypto.randomUUID(),
			kind: 'papers',
			urgency: 'this-week',
			plan: null,
			promisedOn: null,
			owner: null
		};
		const [need] = await (await seenBy(s))<{ id: string }[]>`select id from need`;
		const door = {
			...row!,
			people: row!.people.map((one) => (one.id === s.som ? { ...one, open: [{ ...open, id: need!.id }] } : one))
		};
		const draft = touched(home, s.som, {
			...{ asked: [], shown: [], helps: {}, triage: { [s.som]: { want: 'level-2', card: 'chip' } } },
			consents: [{ person: s.som, purpose: 'campaign-visit', version: 1, answer: 'withdrawn', knew: yes.id }]
		});
		const { words } = visited(door, draft, ended(s));
		expect(words.map(({ command }) => command)).toEqual([
			'assistance.record-visit',
			'privacy.withdraw',
			'assistance.plan-need'
		]);
		await sayAll(held.phone, words);
		await syncNow(held);
		const after = await rowsOf(s);
		expect([after.consents, after.needs]).toEqual([[['campaign-visit', 'withdrawn']], [['papers', '2026-07-16']]]);
	})
);

test(
	'whoever was not met said nothing',
	scene(async (s) => {
		const { home, phone: held } = await atTheDoor(s);
		const [door] = (await doorsOn(held)).map(({ row }) => row as TakenHousehold);
		const { words } = visited(door!, touched(home, s.som, { met: [] }), { ...ended(s), outcome: 'not-home' });
		expect(words).toMatchObject([
			{ command: 'assistance.record-visit', input: { outcome: 'not-home', met: [], taught: [] } }
		]);
	})
);

test(
	'whoever is in no list comes into the house as they say it and is met; a house without a head has one; taken back they live there no longer',
	scene(async (s) => {
		const { home, phone: held } = await atTheDoor(s);
		await leaveHousehold(s.as(s.mai), { person: s.som });
		await hearAll(s, () => s.as(s.mai).now);
		await syncNow(held);
		const [door] = (await doorsOn(held)).map(({ row }) => row as TakenHousehold);
		const child = { id: crypto.randomUUID(), name: 'Sương Thị Nụ', year: 2001, relation: 'child' };
		const draft = touched(home, s.gia, {
			...{ met: [s.gia, child.id], whose: child.id, added: [child], head: s.gia, triage: {}, helps: {} },
			consents: [{ person: child.id, purpose: 'campaign-call', version: 1, answer: 'given', knew: null }]
		});
		const { words, saved } = visited(door!, draft, ended(s));
		const ops = await sayAll(held.phone, words);
		await syncNow(held);
		for (const one of ops) expect(await outcomeOf(held, one)).toEqual(['done', 'applied', null]);
		await syncNow(held);
		const lives = async () =>
			((await doorsOn(held))[0]!.row as TakenHousehold).people.map(({ name, relation }) => [name, relation]);
		expect(await lives()).toEqual([
			['Thông Văn Già', 'head'],
			['Sương Thị Nụ', 'child']
		]);
		const [made] = await (await seenBy(s))`select verified, made_up from person where id = ${child.id}`;
		expect(made).toEqual({ verified: false, madeUp: false });
		// A second head is none.
		expect(await refusalOf(nameHead(s.as(s.mai), { household: home, person: child.id }))).toBe('household-has-head');
		for (const one of await sayAll(held.phone, takenBack(saved))) {
			await syncNow(held);
			expect(await outcomeOf(held, one)).toEqual(['done', 'applied', null]);
		}
		await syncNow(held);
		expect(await lives()).toEqual([['Thông Văn Già', 'head']]);
		// Gone on with, it is said anew: whoever was added is somebody new, and nothing is refused.
		const again = visited((await doorsOn(held))[0]!.row as TakenHousehold, renewed(saved), ended(s));
		const anew = await sayAll(held.phone, again.words);
		await syncNow(held);
		for (const one of anew) expect(await outcomeOf(held, one)).toEqual(['done', 'applied', null]);
		await syncNow(held);
		expect((await lives()).map(([name]) => name)).toEqual(['Thông Văn Già', 'Sương Thị Nụ']);
	})
);

test('whoever has answered was met, whatever was unticked since; whoever was added is not added twice', () => {
	const [home, som, child] = ['home', 'som', 'child'];
	const door = {
		id: home,
		hamlet: null,
		people: [
			{ id: som, needs: [], open: [] },
			{ id: child, needs: [], open: [] }
		]
	};
	const added = [{ id: child, name: 'Sương Thị Nụ', year: null, relation: 'child' }];
	const draft = touched(home, som, { met: [], added, asked: [], helps: {}, triage: {} });
	const { words } = visited(door as never, draft, { outcome: 'met', day: DAY, minutes: 3, helper: 'lua' });
	expect(words.map(({ command }) => command)).toEqual([
		'assistance.record-visit',
		'privacy.ask-consent',
		'privacy.ask-consent'
	]);
	expect(words[0]!.about.people).toEqual([som]);
});
