import { beforeAll, expect, test } from 'vitest';
import {
	areaOf,
	atTheDoor,
	homeOf,
	laterIn,
	listen,
	outcomeOf,
	phoneOf,
	seenBy,
	syncNow
} from '#tests/support/field.ts';
import { acting, granted } from '#tests/support/accounts.ts';
import { laidHamlet } from '#tests/support/division.ts';
import { refusalOf, scene, settleMore, type Scene } from '#tests/support/scene.ts';
import { anyone } from '#kernel/actor.ts';
import { waitingOf } from '#platform/asks.server.ts';
import { emptyDraft, type Draft } from '#capabilities/field/drafts.browser.ts';
import { sayAll } from '#capabilities/field/outbox.browser.ts';
import type { TakenHousehold } from '#capabilities/field/taken.ts';
import { takenBack } from '#capabilities/field/taken-back.browser.ts';
import { visited } from '#capabilities/field/visited.browser.ts';
import { doorsOn } from '#tests/support/field.ts';
import { slipsAsked } from './asks.server.ts';
import { printSlips, sheet } from './print.server.ts';
import { askBySlip, askedSlips, settleSlip, slipByCode, trySlip, written } from './read-slip.server.ts';
import { groupCode, numberWords, readCode, readNumber } from './rules-slip.ts';

// A paper that a visit leaves: printed before, tied to the visit by its number, read by its code.

beforeAll(listen);

const id = (): string => crypto.randomUUID();
type Held = Awaited<ReturnType<typeof phoneOf>>;
const nobody = anyone(new Set([trySlip.called, written.called, askBySlip.called]));
const tries = (s: Scene, at: () => Date) => (code: string) =>
	trySlip(laterIn(s, at)(nobody), { code, address: '192.0.2.7', browser: id() });

/** Says a visit on a phone with the number of the paper that is left; answers what was saved and the id of the word about the paper. */
async function visitWith(s: Scene, phone: Held, home: string, slip: string, more: Partial<Draft> = {}) {
	const door = (await doorsOn(phone)).find(({ id: one }) => one === home)!.row as TakenHousehold;
	const draft = { ...emptyDraft(home, 1), met: [s.som], slip, ...more };
	const ended = { outcome: 'met' as const, day: '2026-07-14', minutes: 9, helper: s.lua.id };
	const { words, saved } = visited(door, draft, ended);
	const ids = await sayAll(phone.phone, words);
	await syncNow(phone);
	return { saved, left: ids.at(-1)! };
}

async function withPapers(s: Scene) {
	const at = await atTheDoor(s);
	const later = laterIn(s, at.clock.at);
	const { first, last } = await printSlips(later(s.thach), { id: id(), count: 3 });
	const papers = await sheet(later(s.thach), { first, last });
	await syncNow(at.phone);
	return { ...at, later, papers, tried: tries(s, at.clock.at) };
}

test('a number and a code that a hand slips in are none', () => {
	expect(numberWords(417)).toMatch(/^0417\d$/);
	expect(readNumber(`N ${numberWords(417)}`)).toBe(417);
	expect(readNumber('04171') ?? readNumber('04172')).toBe(
		numberWords(417) === '04171' ? 417 : numberWords(417) === '04172' ? 417 : null
	);
	const right = numberWords(417);
	const swapped = right.slice(0, 3) + right[4] + right[3];
	if (swapped !== right) expect(readNumber(swapped)).toBeNull();
	expect([readNumber(''), readNumber('417'), readNumber('abc')]).toEqual([null, null, null]);
	expect([readCode('1234567'), readCode('123456789')]).toEqual([null, null]);
});

test(
	'whoever holds the paper reads who came, and how much of what was written, and no name of a resident',
	scene(async (s) => {
		const { clock, home, phone, later, papers, tried } = await withPapers(s);
		expect(papers.map(({ number }) => number)).toEqual([1, 2, 3]);
		const paper = papers[1]!;
		const before = await tried(paper.code);
		expect(await written(later(nobody), { slip: before.slip! })).toMatchObject({ endedAt: null, met: 0 });
		await visitWith(s, phone, home, `N ${numberWords(paper.number)}`, {
			...{ shown: ['self-protection'], how: { 'self-protection': 'guided' } },
			...{ asked: ['social-pension'], promise: '2026-07-17' },
			consents: [{ person: s.som, purpose: 'campaign-visit', version: 1, answer: 'given', knew: null }]
		});
		const { slip, why } = await tried(groupCode(paper.code));
		expect(why).toBeNull();
		const told = await written(later(nobody), { slip: slip! });
		expect(told).toMatchObject({
			...{ number: 2, helper: 'Hoa Thị Lúa', met: 1, topics: ['self-protection'], needs: ['social-pension'] },
			...{ promisedOn: '2026-07-17', yes: 1, no: 0, takenBack: false, asked: null }
		});
		expect(JSON.stringify(told)).not.toContain('Sớm');
		expect(clock.at().getTime() - told.endedAt!.getTime()).toBeLessThan(60_000);
		// What lies on a table is printed no more.
		expect((await sheet(later(s.thach), { first: 1, last: 3 })).map(({ number }) => number)).toEqual([1, 3]);
	})
);

test(
	'a number that no paper has, or that lies at another door, waits for a person; after a mistake it is left anew',
	scene(async (s) => {
		const { area, clock, home, phone, papers, later, tried } = await withPapers(s);
		const [one, two] = papers;
		const unknown = await visitWith(s, phone, home, numberWords(99));
		for (let n = 0; n < 3; n++) await syncNow(phone);
		expect(await outcomeOf(phone, unknown.left)).toEqual(['box', 'rejected', 'slip-not-printed']);
		const first = await visitWith(s, phone, home, numberWords(one!.number));
		expect(await outcomeOf(phone, first.left)).toEqual(['done', 'applied', null]);
		const other = await settleMore(s, 'Mưa Thị Xa');
		const elsewhere = await homeOf(s, area, [other]);
		await syncNow(phone);
		const second = await visitWith(s, phone, elsewhere, numberWords(one!.number), { met: [other] });
		for (let n = 0; n < 3; n++) await syncNow(phone);
		expect(await outcomeOf(phone, second.left)).toEqual(['box', 'rejected', 'slip-used']);
		await sayAll(phone.phone, takenBack(first.saved));
		await syncNow(phone);
		const { slip } = await tried(one!.code);
		expect(await written(later(nobody), { slip: slip! })).toMatchObject({ takenBack: true });
		const anew = await visitWith(s, phone, home, numberWords(one!.number));
		expect(await outcomeOf(phone, anew.left)).toEqual(['done', 'applied', null]);
		// Whose visit it was not leaves no paper in it.
		const dao = await areaOf(s, 'Ngõ Đa', s.mai);
		const strange = await phoneOf(s, s.mai, clock.at);
		expect(dao).toBeTruthy();
		const [said] = await sayAll(strange.phone, [
			{
				command: 'visit-slips.leave-slip',
				input: { number: two!.number, visit: anew.saved.visit, needs: [] },
				about: { household: null, people: [], session: null }
			}
		]);
		for (let n = 0; n < 4; n++) await syncNow(strange);
		expect((await outcomeOf(strange, said!))?.[1]).toBe('rejected');
		expect((await (await seenBy(s))`select visit_id from visit_slip where number = ${two!.number}`)[0]).toEqual({
			visitId: null
		});
	})
);

test(
	'to see or erase it is asked for by the paper alone; whoever leads sees with whom it was, and it waits until they say it is done',
	scene(async (s) => {
		const { clock, home, phone, papers, later, tried } = await withPapers(s);
		const paper = papers[0]!;
		const { slip } = await tried(paper.code);
		// Nothing was written yet: there is nothing to ask for.
		expect(await refusalOf(askBySlip(later(nobody), { slip: slip!, what: 'erase' }))).toBe('slip-not-printed');
		await visitWith(s, phone, home, numberWords(paper.number));
		await askBySlip(later(nobody), { slip: slip!, what: 'erase' });
		const waits = async (actor = s.thach) => (await waitingOf(later(actor), [slipsAsked])).get(slipsAsked);
		expect(await waits()).toBe(1);
		const asked = clock.at();
		clock.ms += 60_000;
		await askBySlip(later(nobody), { slip: slip!, what: 'erase' });
		expect(await askedSlips(later(s.thach), {})).toMatchObject([
			{ number: paper.number, asked: 'erase', askedAt: asked, people: [{ id: s.som, name: 'Sương Thị Sớm' }] }
		]);
		expect(await slipByCode(later(s.mai), { code: groupCode(paper.code) })).toMatchObject({ id: slip, asked: 'erase' });
		expect(await refusalOf(slipByCode(later(s.mai), { code: '12345678' }))).toBe('visit-slip-unknown');
		const elsewhere = { ...later(s.thach), actor: { ...s.thach, centres: [2] } };
		expect(await askedSlips(elsewhere, {})).toEqual([]);
		expect(
			await refusalOf(slipByCode({ ...later(s.mai), actor: { ...s.mai, centres: [2] } }, { code: paper.code }))
		).toBe('visit-slip-unknown');
		expect(await refusalOf(settleSlip(elsewhere, { slip: slip! }))).toBe('slip-settled');
		// Whoever leads another hamlet sees nobody of this one, and settles nothing.
		const { hamlet } = await laidHamlet(s, { 'ngõ Ao': 1 }, { spots: false });
		await granted(s, s.mai.id, hamlet, 'area-lead');
		const lead = acting(s, 'mai', 'area-lead');
		expect([await askedSlips(later(lead), {}), await waits(lead)]).toEqual([[], 0]);
		expect(await refusalOf(settleSlip(later(lead), { slip: slip! }))).toBe('slip-settled');
		await settleSlip(later(s.thach), { slip: slip! });
		expect(await waits()).toBe(0);
		expect(await refusalOf(settleSlip(later(s.thach), { slip: slip! }))).toBe('slip-settled');
		// Asked for once more, it waits once more.
		await askBySlip(later(nobody), { slip: slip!, what: 'see' });
		expect(await waits()).toBe(1);
	})
);

test(
	'wrong codes are slowed by browser',
	scene(async (s) => {
		const { clock, papers } = await withPapers(s);
		const browser = id();
		const code = papers[0]!.code;
		const wrong = [
			'10000000',
			'20000000',
			'30000000',
			'40000000',
			'50000000',
			'60000000',
			'70000000',
			'80000000',
			'90000000'
		];
		const ask = (one: string) => trySlip(laterIn(s, clock.at)(nobody), { code: one, address: '192.0.2.9', browser });
		const formed = wrong
			.map((one) => one.slice(0, 7))
			.map((seven) => `${seven}${[...'0123456789'].find((d) => readCode(seven + d) !== null)}`);
		for (const one of formed) expect((await ask(one)).why).toBe('slip-unknown');
		expect((await ask(formed[0]!)).why).toBe('slip-unknown');
		expect((await ask(code)).why).toBe('slowed');
	})
);
