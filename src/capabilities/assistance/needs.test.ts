import { expect, test } from 'vitest';
import { rightsOf } from '#program/roles.ts';
import { eraseFor } from '#tests/support/erase.ts';
import { system } from '#kernel/actor.ts';
import { refusalOf, scene, NOW, self, type Scene } from '#tests/support/scene.ts';
import { sitDown } from '#tests/support/story.ts';
import { settle } from '#seed/house.ts';
import { findAllNeeds, findNeeds, findNeedsNightly } from './find-needs.server.ts';
import { answerFollowUp, closeNeed, followNeed, planNeed, reopenNeed, takeNeed } from './move-need.server.ts';
import { myNeeds, needBoard, needsBeside, showNeed } from './needs.server.ts';
import { askForHelp, recordNeed } from './record-need.server.ts';

const id = (): string => crypto.randomUUID();
const DAY = 24 * 60;
const record = (s: Scene, more: Partial<Parameters<typeof recordNeed>[1]> = {}, actor = s.lua, minutes = 0) =>
	recordNeed(s.as(actor, minutes), {
		id: id(),
		person: s.som,
		kind: 'e-id',
		urgency: 'this-week',
		source: 'phone',
		note: null,
		...more
	});
const board = async (s: Scene, minutes = 0, actor = s.mai) =>
	needBoard(s.as(actor, minutes), { by: 'hamlet', kind: null, urgency: null, late: false });
const plan = (need: string, more: Partial<Parameters<typeof planNeed>[1]> = {}) => ({
	need,
	helper: null,
	plan: 'home-visit' as const,
	promisedOn: '2026-07-16',
	...more
});

test(
	'recorded at the counter, given with a promise, read on her own page, met, and asked about 30 days later',
	scene(async (s) => {
		const { guide } = await sitDown(s, '2.000635');
		const { id: need } = await record(s, { person: null, source: 'counter', note: 'bác chưa có sim' }, guide, 1);
		expect(await needsBeside(s.as(guide, 2), {})).toMatchObject([{ id: need, note: 'bác chưa có sim', ownerId: null }]);
		expect(await needsBeside(s.as(s.lua, 2), {})).toEqual([]);
		expect(await refusalOf(record(s, { person: s.gia }, guide, 2))).toBe('other-person');
		await planNeed(s.as(s.thach, 3), plan(need, { helper: s.mai.id }));
		expect(await myNeeds(s.as(self(s.som), 4), {})).toMatchObject([
			{ kind: 'e-id', ownerName: 'Nắng Thị Mai', promisedOn: '2026-07-16', plan: 'home-visit', late: null }
		]);
		expect(await myNeeds(s.as(self(s.gia), 4), {})).toEqual([]);
		await closeNeed(s.as(s.mai, 2 * DAY), { need, outcome: 'met' });
		expect((await board(s, 2 * DAY)).counts.open).toBe(0);
		expect((await board(s, 31 * DAY)).due).toEqual([]);
		const later = 33 * DAY;
		expect((await board(s, later)).due).toMatchObject([
			{ need, afterDays: 30, metOn: '2026-07-16', dueOn: '2026-08-15', mayCall: false }
		]);
		await answerFollowUp(s.as(s.mai, later), { need, afterDays: 30, answer: 'with-help' });
		expect((await board(s, later)).due).toEqual([]);
		expect((await board(s, 95 * DAY)).due).toMatchObject([{ afterDays: 90 }]);
		const shown = await showNeed(s.as(s.mai, later), { need });
		expect(shown.followUps).toMatchObject([{ afterDays: 30, answer: 'with-help' }]);
		expect(shown.history.rows.map(({ command }) => command)).toEqual([
			'assistance.record-need',
			'assistance.plan-need',
			'assistance.close-need',
			'assistance.answer-follow-up'
		]);
		expect(JSON.stringify(shown.history)).not.toContain('sim');
	})
);

test(
	'one open need of a kind: the second is refused with the first named, and a closed one leaves room',
	scene(async (s) => {
		const { id: first } = await record(s);
		const again = await record(s, {}, s.mai).catch((reason: unknown) => reason);
		expect(again).toMatchObject({ code: 'need-open-already', detail: { need: first, since: '14/07/2026' } });
		await record(s, { kind: 'sim' });
		await closeNeed(s.as(s.lua, 1), { need: first, outcome: 'not-wanted' });
		expect(await refusalOf(closeNeed(s.as(s.lua, 1), { need: first, outcome: 'met' }))).toBe('need-closed');
		const { id: second } = await record(s);
		expect(await refusalOf(reopenNeed(s.as(s.lua, 2), { need: first }))).toBe('need-stands');
		await closeNeed(s.as(s.lua, 2), { need: second, outcome: 'moved-away' });
		await reopenNeed(s.as(s.lua, 3), { need: first });
		expect(await refusalOf(reopenNeed(s.as(s.lua, 3), { need: first }))).toBe('need-open');
		expect((await board(s, 3)).counts.open).toBe(2);
	})
);

test(
	'a promise is for a working day to come, by somebody who works here',
	scene(async (s) => {
		const { id: need } = await record(s);
		const no = (more: Parameters<typeof plan>[1]) => refusalOf(planNeed(s.as(s.thach, 1), plan(need, more)));
		expect(await no({ promisedOn: '2026-07-13' })).toBe('promise-past');
		expect(await no({ promisedOn: '2026-07-18' })).toBe('promise-day-off');
		expect(await no({ promisedOn: '2026-09-02' })).toBe('promise-day-off');
		expect(await no({ promisedOn: '2062-12-01' })).toBe('promise-far');
		expect(await no({ helper: s.rang.id })).toBe('not-your-place');
		expect(await no({ plan: null })).toBe('plan-missing');
		await planNeed(s.as(s.thach, 1), plan(need, { helper: s.mai.id }));
		// The day passes: it is late of itself, and its helper may still be changed without a new promise.
		expect((await board(s, 3 * DAY)).groups[0]!.needs[0]).toMatchObject({ id: need, late: 'promise-over' });
		await planNeed(s.as(s.thach, 3 * DAY), plan(need, { helper: s.lua.id }));
		await takeNeed(s.as(s.mai, 3 * DAY), { need });
		const byHelper = await needBoard(s.as(s.mai, 3 * DAY), { by: 'helper', kind: 'e-id', urgency: null, late: true });
		expect(byHelper.groups).toMatchObject([{ key: s.mai.id, name: 'Nắng Thị Mai', late: 1 }]);
		expect((await needBoard(s.as(s.mai), { by: 'helper', kind: 'sim', urgency: null, late: false })).shown).toBe(0);
	})
);

test(
	'nobody has it for more than a day: that is late, and nobody set it',
	scene(async (s) => {
		await record(s, { person: s.gia });
		expect((await board(s, DAY)).counts).toEqual({ open: 1, late: 0, today: 0, toCall: 0, nobody: 1, mine: 0 });
		expect((await board(s, DAY + 2)).counts).toEqual({ open: 1, late: 1, today: 0, toCall: 0, nobody: 1, mine: 0 });
	})
);

test(
	'she asks on her own page; a code that she types is refused and kept nowhere',
	scene(async (s) => {
		const ask = (note: string | null) => askForHelp(s.as(self(s.som)), { id: id(), kind: 'phone', note });
		await expect(ask('mã OTP 482913')).rejects.toMatchObject({ issues: [{ message: 'secret-typed' }] });
		await ask('  máy hay tắt ');
		expect(await myNeeds(s.as(self(s.som), 1), {})).toMatchObject([
			{ source: 'person', note: 'máy hay tắt', centreId: 1 }
		]);
		expect(await refusalOf(ask(null))).toBe('need-open-already');
		const [row] = await s.base.db`select note from need`;
		expect(String(row!['note'])).not.toContain('tắt');
		expect(await refusalOf(askForHelp(s.as(self(id())), { id: id(), kind: 'phone', note: null }))).toBe(
			'person-unknown'
		);
		expect((await showNeed(s.as(s.mai, 2), { need: (await myNeeds(s.as(self(s.som), 1), {}))[0]!.id })).who.name).toBe(
			'Sương Thị Sớm'
		);
	})
);

test(
	'of another place nothing is found, and an erased person’s words are gone',
	scene(async (s) => {
		const { id: need } = await record(s, { note: 'ở cuối ngõ' });
		expect(await refusalOf(takeNeed(s.as(s.rang, 1), { need }))).toBe('need-unknown');
		expect(await refusalOf(showNeed(s.as(s.rang, 1), { need }))).toBe('need-unknown');
		expect((await board(s, 1, s.rang)).counts.open).toBe(0);
		expect(await refusalOf(record(s, { person: s.gia }, s.rang))).toBe('person-unknown');
		expect(await refusalOf(record(s, {}, { ...s.lua, centres: [] }))).toBe('not-your-place');
		expect(await refusalOf(record(s, { person: null }))).toBe('no-session');
		await eraseFor(s, s.som);
		expect(await refusalOf(showNeed(s.as(s.mai, 2), { need }))).toBe('person-unknown');
		expect((await board(s, 3)).counts.open).toBe(0);
		expect(await myNeeds(s.as(self(s.som), 3), {})).toMatchObject([{ note: null }]);
	})
);

test(
	'a question is asked on its day, once, and only about what was met',
	scene(async (s) => {
		const { id: need } = await record(s);
		const ask = (minutes: number) =>
			refusalOf(answerFollowUp(s.as(s.mai, minutes), { need, afterDays: 30, answer: 'alone' }));
		expect(await ask(0)).toBe('need-not-met');
		await closeNeed(s.as(s.mai), { need, outcome: 'met' });
		expect(await ask(29 * DAY)).toBe('follow-up-early');
		await answerFollowUp(s.as(s.mai, 30 * DAY), { need, afterDays: 30, answer: 'not-tried' });
		expect(await ask(30 * DAY)).toBe('follow-up-said');
	})
);

test(
	'a rule finds each occasion once, also after it was closed; whoever asked already is left as she is',
	scene(async (s) => {
		const born = (birth: string, name: string) =>
			settle(s.base, NOW, {
				name,
				birth,
				gender: 'male',
				number: null,
				phone: null,
				hamlet: 'thôn Gò Nắng',
				needs: []
			});
		const teen = await born('2012-07-10', 'Măng Văn Non');
		const sixty = await born('1966-08-01', 'Tre Văn Ngà');
		await record(s, { person: sixty, kind: 'id-card' });
		const find = (minutes = 0) => findAllNeeds(s.as(s.thach, minutes), id);
		expect(await find()).toBe(2);
		expect(await find(1)).toBe(0);
		const found = (await board(s, 2)).groups.flatMap(({ needs }) => needs).filter(({ personId }) => personId === teen);
		expect(found.map(({ kind, source }) => [kind, source]).toSorted()).toEqual([
			['e-id', 'rule'],
			['id-card', 'rule']
		]);
		expect((await showNeed(s.as(s.mai, 2), { need: found[0]!.id })).occasion).toMatch(/-14$/);
		for (const { id: need } of found) await closeNeed(s.as(s.mai, 3), { need, outcome: 'met-elsewhere' });
		const asked = (await board(s, 4)).groups.flatMap(({ needs }) => needs);
		await closeNeed(s.as(s.mai, 4), { need: asked[0]!.id, outcome: 'met' });
		expect(await find(DAY)).toBe(0);
		expect(await refusalOf(findNeeds(s.as({ ...s.thach, centres: [] }), { after: null }))).toBe('not-your-place');
	})
);

test(
	'the night goes through the register of each centre once a day; a worker that was down catches up',
	scene(async (s) => {
		await settle(s.base, NOW, {
			name: 'Măng Thị Mới',
			birth: '2012-07-12',
			gender: 'female',
			number: null,
			phone: null,
			hamlet: 'thôn Gò Nắng',
			needs: []
		});
		const at = (time: string) => ({ ...s.base, clock: () => new Date(`2026-07-14T${time}:00+07:00`) });
		const [first, second] = [findNeedsNightly(), findNeedsNightly()];
		await first.run(at('00:30'));
		expect((await board(s)).counts.open).toBe(0);
		await first.run(at('02:00'));
		expect((await board(s)).counts.open).toBe(2);
		await first.run(at('02:01'));
		await second.run(at('09:00'));
		expect((await board(s)).counts.open).toBe(2);
	})
);

test(
	'another room’s command gives the open need its plan, or ends it; a stranger’s job sees no register',
	scene(async (s) => {
		const { id: need } = await record(s);
		const work = s.as(system('test', new Set(rightsOf.guide), null, [1]));
		const to = { plan: 'police' as const, promisedOn: '2026-07-20', owner: null };
		await board(s);
		expect(await followNeed(work, s.som, 'e-id', to)).toBe(need);
		expect(await followNeed(work, s.gia, 'e-id', to)).toBeNull();
		expect((await board(s)).groups[0]!.needs[0]).toMatchObject({ plan: 'police', promisedOn: '2026-07-20' });
		expect(await followNeed(work, s.som, 'e-id', { outcome: 'met' })).toBe(need);
		expect((await board(s)).counts.open).toBe(0);
		const other = system('other', new Set(['assistance.find-needs']), null, [1]);
		expect(await findNeeds(s.as(other), { after: null })).toEqual({ found: 0, next: null });
	})
);
