import { beforeAll, describe, expect, test } from 'vitest';
import { planCampaign } from '#capabilities/campaigns/campaigns.server.ts';
import { assign, handOver, openArea } from '#capabilities/field/areas.server.ts';
import { waitingOf } from '#platform/asks.server.ts';
import { transaction } from '#platform/db.server.ts';
import { setScope } from '#platform/scope.server.ts';
import type { Actor } from '#kernel/actor.ts';
import { acting, granted, hired } from '#tests/support/accounts.ts';
import { laidHamlet } from '#tests/support/division.ts';
import { clockOf, laterIn, listen, phoneOf, syncNow, visit, type Held } from '#tests/support/field.ts';
import { refusalOf, scene, type Scene } from '#tests/support/scene.ts';
import { askedPatterns, openPatternsAsk } from './asks.server.ts';
import { board, boardDoors } from './board.server.ts';
import { notePatterns, patternsActor, patternsOften } from './note-patterns.server.ts';
import { answerPattern, ledPatterns, ownPatterns, settlePattern } from './patterns.server.ts';

beforeAll(listen);

const id = (): string => crypto.randomUUID();
const MINUTE = 60_000;

/** A hamlet of fourteen doors that Mai leads and Lúa goes through with a phone; Đào goes elsewhere; a campaign goes on. */
async function goneThrough(s: Scene) {
	const clock = clockOf();
	const later = laterIn(s, clock.at);
	const { hamlet, doors } = await laidHamlet(s, { 'ngõ Ao': 14 }, { spots: false });
	await granted(s, s.mai.id, hamlet, 'area-lead');
	const lead = acting(s, 'mai', 'area-lead');
	const dao = await hired(s, 'dao', 'volunteer');
	const area = id();
	await openArea(later(s.thach), { id: area, name: 'Bến Gió A', hamlet });
	await assign(later(s.thach), { area, staff: s.lua.id });
	await handOver(later(s.thach), { households: doors.map(({ household }) => household), to: area });
	await planCampaign(later(s.thach), {
		...{ id: id(), name: 'Đợt tháng 7', from: '2026-07-01', to: '2026-07-31', greeting: 'Cháu ở tổ của thôn.' },
		aims: [{ topic: 'e-id', whom: 'everyone' }]
	});
	const phone = await phoneOf(s, s.lua, clock.at);
	return { s, clock, later, hamlet, doors, lead, dao, area, phone };
}
type Gone = Awaited<ReturnType<typeof goneThrough>>;

/** So many doors met, half a minute apart, and delivered. */
async function rush({ clock, doors, phone }: Pick<Gone, 'clock' | 'doors'> & { phone: Held }, from = 0, to = 12) {
	for (const { household, person } of doors.slice(from, to)) {
		clock.ms += MINUTE / 2;
		await visit(phone, household, [person]);
	}
	await syncNow(phone);
}

const lookFor = ({ later }: Pick<Gone, 'later'>, centre = 1) => notePatterns(later(patternsActor([centre])), {});
const totals = async ({ later }: Pick<Gone, 'later'>, who: Actor) => {
	const { total, whys } = await board(later(who), {});
	return [total.reached, total.uncounted, whys.map(({ why, count }) => `${why} ${count}`).join()];
};

describe('twelve visits in six minutes', () => {
	test(
		'are a question to whoever wrote them, of which whoever leads reads nothing but that it is asked',
		scene(async (s) => {
			const gone = await goneThrough(s);
			const { later, lead, dao } = gone;
			await rush(gone);
			expect(await totals(gone, lead)).toEqual([12, 0, '']);
			expect(await lookFor(gone)).toEqual({ asked: 1, opened: 0 });
			expect(await lookFor(gone)).toEqual({ asked: 0, opened: 0 });
			expect(await totals(gone, lead)).toEqual([0, 12, 'asked 12']);
			for (const who of [lead, s.thach]) {
				const led = await ledPatterns(later(who), {});
				expect(led).toMatchObject({ rows: [], whole: 0, open: 0, asked: 1, since: later(who).now });
				const doors = await boardDoors(later(who), { hamlet: null, state: 'uncounted' });
				expect(doors).toMatchObject({ rows: [], asked: 12 });
			}
			const { rows } = await ownPatterns(later(s.lua), {});
			expect(rows).toMatchObject([{ kind: 'fast', day: '2026-07-14', visits: 12, minutes: 6, answer: null }]);
			const asks = async (who: Actor) => [...(await waitingOf(later(who), [askedPatterns, openPatternsAsk])).values()];
			expect([await asks(s.lua), await asks(lead), await asks(dao)]).toEqual([[1], [0, 0], [0]]);
			// Nobody else was asked, and nobody else answers or decides.
			const [pattern] = rows;
			for (const who of [dao, lead]) {
				expect((await ownPatterns(later(who), {})).whole).toBe(0);
				const words = { pattern: pattern!.id, words: 'em ghi bù' };
				expect(await refusalOf(answerPattern(later(who), words))).toBe('pattern-settled');
			}
			const stands = { pattern: pattern!.id, verdict: 'stands' as const, seen: null };
			expect(await refusalOf(settlePattern(later(lead), stands))).toBe('pattern-settled');
		})
	);

	test(
		'count again once it was answered, and not if it is so decided with a reason, which they read',
		scene(async (s) => {
			const gone = await goneThrough(s);
			const { later, lead } = gone;
			await rush(gone);
			await lookFor(gone);
			const pattern = (await ownPatterns(later(s.lua), {})).rows[0]!.id;
			await answerPattern(later(s.lua), { pattern, words: 'Máy hết pin, tối em ghi bù.' });
			expect(await totals(gone, lead)).toEqual([12, 0, '']);
			const led = await ledPatterns(later(lead), {});
			expect(led).toMatchObject({ open: 1, asked: 0, since: null });
			expect(led.rows).toMatchObject([
				{ name: 'Hoa Thị Lúa', hamlets: ['thôn Bến Gió'], answer: 'Máy hết pin, tối em ghi bù.' }
			]);
			const seen = led.rows[0]!.answeredAt!.toISOString();
			const no = { pattern, verdict: 'not-counted' as const, seen };
			expect(await refusalOf(settlePattern(later(lead), no))).toBe('pattern-why');
			expect(await refusalOf(settlePattern(later(lead), { ...no, why: 'other' }))).toBe('pattern-why');
			// A page on which another answer stood decides nothing.
			const stale = { ...no, why: 'not-met' as const, seen: null };
			expect(await refusalOf(settlePattern(later(lead), stale))).toBe('pattern-changed');
			await settlePattern(later(lead), { ...no, why: 'not-met', reason: 'bốn nhà nói chưa ai tới' });
			expect(await totals(gone, lead)).toEqual([0, 12, 'not-counted 12']);
			const doors = await boardDoors(later(lead), { hamlet: gone.hamlet, state: 'uncounted' });
			expect([doors.whole, doors.asked, doors.rows[0]!.why]).toEqual([12, 0, 'not-counted']);
			expect((await ownPatterns(later(s.lua), {})).rows).toMatchObject([
				{ verdict: 'not-counted', why: 'not-met', reason: 'bốn nhà nói chưa ai tới', settledBy: 'Nắng Thị Mai' }
			]);
			expect(await refusalOf(answerPattern(later(s.lua), { pattern, words: 'không' }))).toBe('pattern-settled');
			expect(await refusalOf(settlePattern(later(s.thach), { pattern, verdict: 'stands', seen: null }))).toBe(
				'pattern-settled'
			);
			const [row] = await s.base
				.db`select actor_id, detail from journal where about = ${pattern} and command = 'lead-board.settle-pattern'`;
			expect(row).toMatchObject({
				actorId: s.mai.id,
				detail: { verdict: 'not-counted', why: 'not-met', kind: 'fast' }
			});
		})
	);

	test(
		'stand once it is so decided; what comes to them later is asked about anew, and those that stood stay counted',
		scene(async (s) => {
			const gone = await goneThrough(s);
			const { later, lead } = gone;
			await rush(gone);
			await lookFor(gone);
			const pattern = (await ownPatterns(later(s.lua), {})).rows[0]!.id;
			await answerPattern(later(s.lua), { pattern, words: 'em ghi bù' });
			const seen = (await ledPatterns(later(lead), {})).rows[0]!.answeredAt!.toISOString();
			await settlePattern(later(lead), { pattern, verdict: 'stands', seen });
			expect(await lookFor(gone)).toEqual({ asked: 0, opened: 0 });
			expect(await totals(gone, lead)).toEqual([12, 0, '']);
			await rush(gone, 12, 14);
			expect(await lookFor(gone)).toEqual({ asked: 1, opened: 0 });
			expect(await totals(gone, lead)).toEqual([12, 2, 'asked 2']);
			expect((await ledPatterns(later(lead), {})).rows).toEqual([]);
			expect((await ownPatterns(later(s.lua), {})).rows).toMatchObject([
				{ visits: 14, answer: 'em ghi bù', answeredAt: null, verdict: null }
			]);
		})
	);

	test(
		'may be read and decided after two days without an answer; until then they count nowhere',
		scene(async (s) => {
			const gone = await goneThrough(s);
			const { clock, later, lead } = gone;
			await rush(gone);
			await lookFor(gone);
			clock.days(1.99);
			expect(await lookFor(gone)).toMatchObject({ opened: 0 });
			expect((await ledPatterns(later(lead), {})).asked).toBe(1);
			clock.days(0.01);
			expect(await lookFor(gone)).toMatchObject({ opened: 1 });
			const { rows, asked } = await ledPatterns(later(lead), {});
			expect([rows.length, asked, await totals(gone, lead)]).toEqual([1, 0, [0, 12, 'asked 12']]);
			expect((await boardDoors(later(lead), { state: 'uncounted' })).whole).toBe(12);
			await settlePattern(later(lead), { pattern: rows[0]!.id, verdict: 'stands', seen: null });
			expect(await totals(gone, lead)).toEqual([12, 0, '']);
		})
	);

	test(
		'are decided by nobody who wrote them, leads another hamlet, or belongs to another centre',
		scene(async (s) => {
			const gone = await goneThrough(s);
			const { later, lead, dao, hamlet } = gone;
			const elsewhere = (
				await s.base.db<{ id: number }[]>`select id from place where kind = 'hamlet' and name = 'thôn Gò Nắng'`
			)[0]!.id;
			await granted(s, dao.id, elsewhere, 'area-lead');
			await granted(s, s.lua.id, hamlet, 'area-lead');
			await rush(gone);
			await lookFor(gone);
			const pattern = (await ownPatterns(later(s.lua), {})).rows[0]!.id;
			await answerPattern(later(s.lua), { pattern, words: 'em ghi bù' });
			const herself = { ...acting(s, 'lua', 'area-lead'), id: s.lua.id };
			expect(await refusalOf(settlePattern(later(herself), { pattern, verdict: 'stands', seen: null }))).toBe(
				'pattern-own'
			);
			const others = [
				acting(s, 'dao', 'area-lead'),
				acting(s, 'rang', 'leader', [2]),
				acting(s, 'rang', 'area-lead', [2])
			];
			for (const who of others) {
				expect(await ledPatterns(later(who), {})).toMatchObject({ rows: [], open: 0, asked: 0 });
				expect(await refusalOf(settlePattern(later(who), { pattern, verdict: 'stands', seen: null }))).toBe(
					'pattern-settled'
				);
				expect((await board(later(who), {})).total).toMatchObject({ reached: 0, uncounted: 0 });
				await setScope(s.base.db, who, id());
				expect(await s.base.db`select from visit_pattern`).toHaveLength(0);
				expect(await s.base.db`select from uncounted_visits(1)`).toHaveLength(0);
				expect(
					(await s.base.db`update visit_pattern set verdict = 'stands', settled_by = ${who.id}, settled_at = now()`)
						.count
				).toBe(0);
			}
			// Below the code neither does whoever wrote them, and nobody asks but the house.
			await setScope(s.base.db, herself, id());
			const own = transaction(
				s.base.db,
				(db) => db`update visit_pattern set verdict = 'stands', settled_by = ${s.lua.id}, settled_at = now()`
			);
			await expect(own).rejects.toThrow(/row-level security|visit_pattern_not_own/);
			const ask = transaction(
				s.base.db,
				(db) => db`
				select ask_visit_pattern(${id()}, 1, ${s.mai.id}, '2026-07-14', 'fast', array[${id()}]::uuid[], array[0], now(), 1, now())`
			);
			await expect(ask).rejects.toThrow(/insufficient_privilege|42501|privilege/);
			expect(await lookFor(gone, 2)).toEqual({ asked: 0, opened: 0 });
			expect((await ledPatterns(later(lead), {})).open).toBe(1);
		})
	);

	test(
		'are found by the job of the house, in each centre, whenever they arrive: a day later too, and once',
		scene(async (s) => {
			const gone = await goneThrough(s);
			const { clock, later } = gone;
			const asked = async () => (await ownPatterns(later(s.lua), {})).rows.map(({ day, visits }) => [day, visits]);
			const run = () => patternsOften.run({ ...s.base, clock: clock.at });
			for (const { household, person } of gone.doors.slice(0, 12)) await visit(gone.phone, household, [person]);
			await run();
			expect(await asked()).toEqual([]);
			clock.days(4);
			await syncNow(gone.phone);
			clock.days(1);
			await run();
			await run();
			expect(await asked()).toEqual([['2026-07-14', 12]]);
		})
	);
});
