import { expect, test } from 'vitest';
import { takeNeed } from '#capabilities/assistance/move-need.server.ts';
import { myNeeds } from '#capabilities/assistance/needs.server.ts';
import { askConsent, withdraw } from '#capabilities/privacy/consents.server.ts';
import { choose } from '#capabilities/notices/choose.server.ts';
import { board } from '#capabilities/home-visits/board.server.ts';
import { lettersToPrint } from '#capabilities/notices/letters.server.ts';
import { printLetters } from '#capabilities/notices/print-letters.server.ts';
import { myTold, toTell } from '#capabilities/notices/told.server.ts';
import { register } from '#platform/listen.server.ts';
import { hearIn } from '#tests/support/hear.ts';
import { getUp, judgeAll, lookOn, sitBeside } from '#tests/support/certificates.ts';
import { refusalOf, scene, self, type Scene } from '#tests/support/scene.ts';
import { gateway, goLive, hearFacts, sayYesToWords, sendDue, takes } from '#tests/support/told.ts';
import { dueToAsk } from './ask.server.ts';
import { endVisits } from './end-visits.server.ts';
import { pathsListens } from './listens.server.ts';
import { noteDueDaily } from './note-due.server.ts';
import { sayRecalled } from './recall.server.ts';
import { askVisit } from './visit.server.ts';
import { chooseWay, myReminds } from './way.server.ts';

register(pathsListens);

const id = (): string => crypto.randomUUID();
const HOUR = 60;
const DAY = 24 * HOUR;
/** 12:00 and 13:00 of the second day after: the scene begins at 9:43. */
const NOON = 2 * DAY + 2 * HOUR + 17;
const ONE = NOON + HOUR;

/** Somebody who was seen to do one thing alone, and said yes to a reminder by a way. */
async function learned(s: Scene, way: 'text' | 'call' | 'visit', statement = 'T5.1', person = s.som) {
	const guide = await sitBeside(s, person, s.lua);
	await lookOn(s, guide, statement, 1);
	await judgeAll(s, guide, statement, 2);
	await getUp(s, guide, 3);
	await hearIn(s, 'paths', () => s.as(s.lua, 4).now);
	const { ask } = await myReminds(s.as(self(person), 5), {});
	await chooseWay(s.as(self(person), 5), { id: id(), way, version: ask.version });
}
const day = async (s: Scene, minutes: number) => {
	await noteDueDaily().run({ ...s.base, clock: () => s.as(s.lua, minutes).now } as never);
	await hearFacts(s, minutes);
};
const toldOf = async (s: Scene, minutes: number, person = s.som) =>
	(await myTold(s.as(self(person), minutes), {})).rows.map(({ fact, state }) => `${fact} ${state}`);
const asked = async (s: Scene, minutes: number, who = s.lua) => (await dueToAsk(s.as(who, minutes), { page: 0 })).rows;

test(
	'whoever said yes gets a text on the day that something is to be practised again; it says no more, and comes once',
	scene(async (s) => {
		await sayYesToWords(s);
		await learned(s, 'text');
		const { carrier, handed } = gateway(takes);
		await day(s, DAY);
		expect(await toldOf(s, DAY)).toEqual([]);
		for (const minutes of [2 * DAY, 2 * DAY + 5, 3 * DAY, 12 * DAY]) await day(s, minutes);
		await sendDue(s, 2 * DAY + 10, [carrier]);
		expect(handed).toHaveLength(1);
		expect(handed[0]!.text).toContain('ôn lại');
		expect(handed[0]!.text).not.toMatch(/khám|T5|lớp/);
		// On their own page it stands in the language in which they read.
		for (const [locale, said] of [
			['vi', 'ôn lại'],
			['en', 'practise'],
			['hi', 'दोहराने']
		] as const) {
			const { rows } = await myTold(s.as(self(s.som), 2 * DAY + 12), { locale });
			expect(rows[0]).toMatchObject({ locale, words: expect.stringContaining(said) });
		}
		expect(await asked(s, 2 * DAY)).toEqual([]);
	})
);

test(
	'a yes that is taken back at noon stops the text of one o’clock, whatever else they are sent',
	scene(async (s) => {
		await sayYesToWords(s);
		await learned(s, 'text');
		const { carrier, handed } = gateway(takes);
		await day(s, 2 * DAY);
		expect(await toldOf(s, 2 * DAY)).toEqual(['paths.refresher waiting']);
		await withdraw(s.as(self(s.som), NOON), { id: id(), purpose: 'refreshers' });
		await sendDue(s, ONE, [carrier]);
		expect(handed).toEqual([]);
		expect(await toldOf(s, ONE + 1)).toEqual(['paths.refresher over']);
		await day(s, 10 * DAY);
		expect(await toldOf(s, 10 * DAY)).toEqual(['paths.refresher over']);
	})
);

test(
	'the yes to words alone is none to reminders; nobody chooses a way before it, and it is theirs alone',
	scene(async (s) => {
		await sayYesToWords(s);
		const guide = await sitBeside(s, s.som, s.lua);
		await lookOn(s, guide, 'T5.1', 1);
		await judgeAll(s, guide, 'T5.1', 2);
		await hearIn(s, 'paths', () => s.as(s.lua, 4).now);
		const way = { id: id(), way: 'call' as const, version: null };
		expect(await refusalOf(chooseWay(s.as(self(s.som), 5), way))).toBe('refreshers-no-yes');
		// Beside a guide the words are read first: the number of a version is no yes.
		expect(await refusalOf(chooseWay(s.as(guide, 5), { ...way, version: 1 }))).toBe('refreshers-no-yes');
		await day(s, 2 * DAY);
		expect(await toldOf(s, 2 * DAY)).toEqual([]);
		expect(await asked(s, 2 * DAY)).toEqual([]);
		await askConsent(s.as(guide, 2 * DAY), {
			...{ id: id(), person: s.som, purpose: 'refreshers', version: 1 },
			...{ answer: 'given', readAloud: true }
		});
		await chooseWay(s.as(guide, 2 * DAY + 1), { ...way, id: id() });
		expect(await asked(s, 2 * DAY + 2)).toMatchObject([{ person: s.som, way: 'call' }]);
	})
);

test(
	'whoever wants a call stands on the list of their centre with what protects first; reached or not they leave it, and a withdrawal takes them off',
	scene(async (s) => {
		await learned(s, 'call');
		await learned(s, 'call', 'T3.1');
		await learned(s, 'visit', 'T5.1', s.gia);
		expect(await asked(s, DAY)).toEqual([]);
		const rows = await asked(s, 2 * DAY);
		expect(rows).toMatchObject([
			{ person: s.som, phone: '0900000318', statement: 'T3.1', critical: true, others: 1, way: 'call' },
			{ person: s.gia, phone: null, statement: 'T5.1', critical: false, others: 0, way: 'visit' }
		]);
		expect(await asked(s, 2 * DAY, s.rang)).toEqual([]);
		const say = (outcome: 'remembered' | 'not-reached', minutes: number) =>
			sayRecalled(s.as(s.lua, minutes), {
				...{ id: id(), person: s.som, statement: 'T3.1', due: '2026-07-16', outcome }
			});
		await say('not-reached', 2 * DAY + 1);
		expect((await asked(s, 2 * DAY + 2)).map(({ person }) => person)).toEqual([s.gia]);
		expect((await asked(s, 3 * DAY)).map(({ person }) => person)).toEqual([s.som, s.gia]);
		await say('remembered', 3 * DAY + 1);
		await hearIn(s, 'paths', () => s.as(s.lua, 3 * DAY + 2).now);
		expect(await asked(s, 3 * DAY + 3)).toMatchObject([{ person: s.som, statement: 'T5.1' }, { person: s.gia }]);
		await withdraw(s.as(self(s.gia), 3 * DAY + 4), { id: id(), purpose: 'refreshers' });
		expect((await asked(s, 3 * DAY + 5)).map(({ person }) => person)).toEqual([s.som]);
	})
);

test(
	'a text that no yes to words lets through is asked by somebody instead: nobody who wants reminders is reminded by none',
	scene(async (s) => {
		await learned(s, 'text');
		await day(s, 2 * DAY);
		expect(await toldOf(s, 2 * DAY)).toEqual([]);
		expect((await asked(s, 2 * DAY)).map(({ person }) => person)).toEqual([s.som]);
	})
);

test(
	'whoever chose calls for all words and a text for reminders is called: on one list, not on two',
	scene(async (s) => {
		await sayYesToWords(s);
		await learned(s, 'text');
		const how = { locale: 'vi', email: null, fromHour: 7, toHour: 20, noonRest: true, withId: null } as const;
		const guide = await sitBeside(s, s.som, s.lua);
		await choose(s.as(guide, 6), { ...how, channel: 'call' });
		const { carrier, handed } = gateway(takes);
		await day(s, 2 * DAY);
		await sendDue(s, 2 * DAY + 10, [carrier]);
		// That it was changed is told the old way; of the refresher nothing is sent.
		expect(handed.map(({ template }) => template?.name)).toEqual(['notices.way-changed']);
		expect((await toTell(s.as(s.lua, 2 * DAY + 20), {})).rows).toMatchObject([{ person: s.som, why: 'wants-call' }]);
		expect(await asked(s, 2 * DAY + 21)).toEqual([]);
		await withdraw(s.as(self(s.som), 2 * DAY + 22), { id: id(), purpose: 'refreshers' });
		await sendDue(s, 2 * DAY + 40, [carrier]);
		expect((await toTell(s.as(s.lua, 2 * DAY + 50), {})).rows).toEqual([]);
	})
);

test(
	'whoever wants to be asked at home waits for a visit, once; what they wanted to learn already is planned so',
	scene(async (s) => {
		await learned(s, 'visit');
		const [one] = await asked(s, 2 * DAY);
		expect(one).toMatchObject({ person: s.som, way: 'visit', visit: false });
		const ask = { person: s.som, statement: one!.statement, due: one!.dueOn };
		expect(await refusalOf(askVisit(s.as(s.lua, 2 * DAY), { ...ask, id: id(), due: '2026-07-01' }))).toBe(
			'refresher-moved'
		);
		const { id: need } = await askVisit(s.as(s.lua, 2 * DAY + 1), { ...ask, id: id() });
		expect(await myNeeds(s.as(self(s.som), 2 * DAY + 2), {})).toMatchObject([{ kind: 'learn', plan: 'home-visit' }]);
		expect(await asked(s, 2 * DAY + 2)).toMatchObject([{ person: s.som, visit: true }]);
		expect(await refusalOf(askVisit(s.as(s.lua, 2 * DAY + 3), { ...ask, id: id() }))).toBe('refresher-visit-planned');
		expect((await board(s.as(s.thach, 2 * DAY + 4), {})).unasked).toMatchObject([
			{ need, personId: s.som, kind: 'learn' }
		]);
		await withdraw(s.as(self(s.som), 2 * DAY + 5), { id: id(), purpose: 'refreshers' });
		expect(await refusalOf(askVisit(s.as(s.lua, 2 * DAY + 6), { ...ask, id: id() }))).toBe('refreshers-no-yes');
		await endVisits().run({ ...s.base, clock: () => s.as(s.lua, 2 * DAY + 7).now } as never);
		expect(await myNeeds(s.as(self(s.som), 2 * DAY + 8), {})).toEqual([]);
		expect((await board(s.as(s.thach, 2 * DAY + 9), {})).unasked).toEqual([]);
	})
);

test(
	'a visit that somebody sees to stays theirs when the yes is taken back, and one whose yes stands stays',
	scene(async (s) => {
		await learned(s, 'visit');
		const [one] = await asked(s, 2 * DAY);
		const ask = { person: s.som, statement: one!.statement, due: one!.dueOn };
		const { id: need } = await askVisit(s.as(s.lua, 2 * DAY + 1), { ...ask, id: id() });
		const end = (minutes: number) => endVisits().run({ ...s.base, clock: () => s.as(s.lua, minutes).now } as never);
		await end(2 * DAY + 2);
		expect(await myNeeds(s.as(self(s.som), 2 * DAY + 3), {})).toHaveLength(1);
		await takeNeed(s.as(s.lua, 2 * DAY + 4), { need });
		await withdraw(s.as(self(s.som), 2 * DAY + 5), { id: id(), purpose: 'refreshers' });
		await end(2 * DAY + 6);
		expect(await myNeeds(s.as(self(s.som), 2 * DAY + 7), {})).toMatchObject([{ plan: 'home-visit' }]);
	})
);

test(
	'a letter that waits to be printed is not written to whoever took their yes back meanwhile',
	scene(async (s) => {
		await goLive(s);
		await sayYesToWords(s);
		const how = {
			locale: 'vi',
			channel: 'letter',
			email: null,
			fromHour: 7,
			toHour: 20,
			noonRest: true,
			withId: null
		} as const;
		await choose(s.as(self(s.som), 6), how);
		await learned(s, 'text');
		await day(s, 2 * DAY);
		await sendDue(s, 2 * DAY + 10, []);
		const ofRefresher = async (minutes: number) =>
			(await toldOf(s, minutes)).filter((one) => one.startsWith('paths.refresher'));
		expect(await ofRefresher(2 * DAY + 11)).toEqual(['paths.refresher asks']);
		expect((await lettersToPrint(s.as(s.lua, NOON), {})).rows).toHaveLength(1);
		await withdraw(s.as(self(s.som), NOON), { id: id(), purpose: 'refreshers' });
		const { batch } = await printLetters(s.as(s.lua, ONE), { id: id() });
		expect(batch).toBeNull();
		await sendDue(s, ONE + 1, []);
		expect(await ofRefresher(ONE + 2)).toEqual(['paths.refresher over']);
	})
);
