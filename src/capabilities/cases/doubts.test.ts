import { expect, test } from 'vitest';
import { end } from '#capabilities/assistance/end.server.ts';
import { transaction, type Db } from '#platform/db.server.ts';
import { setScope } from '#platform/scope.server.ts';
import { scene, self, type Scene } from '#tests/support/scene.ts';
import { myLooks } from '#capabilities/privacy/my-looks.server.ts';
import { copyAnswers, fill, sayYes, sitDown } from '#tests/support/story.ts';
import { receive } from './receive.server.ts';
import { begun, sentBefore } from './resume.server.ts';
import { filedLately, worklist } from './lists.server.ts';
import { wayBefore } from './choose-way.server.ts';

// What is said to a guide before they file, and what of their own words is offered again.

const DAY = 24 * 60;

/** What no door does: rows as the test needs them. */
async function byHouse(s: Scene, change: (sql: Db) => PromiseLike<{ count: number }>): Promise<void> {
	await transaction(s.base.db, async (sql) => {
		await setScope(sql, s.mai, '');
		expect((await change(sql)).count).toBe(1);
	});
}

test(
	'the same procedure for the same person within the month is said, another person’s and an older one are not',
	scene(async (s) => {
		const first = await sitDown(s, '2.000635');
		await fill(s, first, copyAnswers);
		await sayYes(s, first);
		await end(s.as(first.guide, 8), { session: first.session, reason: 'done' });
		const again = await sitDown(s, '2.000635', 10);
		expect(await filedLately(s.as(again.guide, 11), { case: again.case })).toMatchObject([{ code: null }]);
		expect(await filedLately(s.as(again.guide, 31 * DAY), { case: again.case })).toEqual([]);
		await end(s.as(again.guide, 12), { session: again.session, reason: 'done' });
		const other = await sitDown(s, '2.000635', 13, s.gia);
		expect(await filedLately(s.as(other.guide, 14), { case: other.case })).toEqual([]);
		await end(s.as(other.guide, 15), { session: other.session, reason: 'done' });
		const pension = await sitDown(s, '1.014027', 16);
		expect(await filedLately(s.as(pension.guide, 17), { case: pension.case })).toEqual([]);
	})
);

test(
	'the reason for the counter is offered again to whoever wrote it, in this shift and to nobody else',
	scene(async (s) => {
		const sitting = await sitDown(s, '2.000635');
		expect(await wayBefore(s.as(sitting.guide, 1), {})).toBeNull();
		await fill(s, sitting, copyAnswers);
		await sayYes(s, sitting);
		const offered = await wayBefore(s.as(sitting.guide, 30), {});
		expect(offered?.reason).toBeTruthy();
		expect(await wayBefore(s.as(s.mai, 30), {})).toBeNull();
		expect(await wayBefore(s.as(sitting.guide, 13 * 60), {})).toBeNull();
	})
);

test(
	'what went its way for whoever sits here is shown before a new one is begun, and another’s is not',
	scene(async (s) => {
		const first = await sitDown(s, '2.000635');
		await fill(s, first, copyAnswers);
		await sayYes(s, first);
		const seen = async (sitting: typeof first, minutes: number) =>
			(await sentBefore(s.as(sitting.guide, minutes), { page: 0 })).rows.map(({ id, ownerName }) => [id, ownerName]);
		expect(await seen(first, 7)).toEqual([]);
		await receive(s.as(s.mai, 8), { case: first.case });
		expect(await seen(first, 9)).toEqual([[first.case, null]]);
		await end(s.as(first.guide, 10), { session: first.session, reason: 'done' });
		const other = await sitDown(s, '1.014027', 11, s.gia);
		expect(await seen(other, 12)).toEqual([]);
	})
);

test(
	'the officers’ list shows what waits for whoever looks first, then what is due soonest',
	scene(async (s) => {
		const ids: string[] = [];
		const made = [
			[s.mai.id, '2026-07-18'],
			[s.sam.id, '2026-07-16'],
			[s.mai.id, '2026-07-20']
		] as const;
		for (const [n, [receiver, due]] of made.entries()) {
			const sitting = await sitDown(s, '2.000635', n * 10);
			await fill(s, sitting, copyAnswers);
			await sayYes(s, sitting);
			await byHouse(
				s,
				(db) => db`update case_file set receiver_id = ${receiver}, due_on = ${due}::date where id = ${sitting.case}`
			);
			await end(s.as(sitting.guide, n * 10 + 9), { session: sitting.session, reason: 'done' });
			ids.push(sitting.case);
		}
		const shown = (await worklist(s.as(s.mai, 40), { bucket: 'to-receive' })).files.map(({ id }) => id);
		expect(shown.filter((id) => ids.includes(id))).toEqual([ids[0], ids[2], ids[1]]);
	})
);

test(
	'whoever else is named on what was begun with somebody reads that they were on a list',
	scene(async (s) => {
		const sitting = await sitDown(s, '2.000635');
		const looks = async () => (await myLooks(s.as(self(s.gia), 5), { page: 0 })).whole;
		const before = await looks();
		await begun(s.as(sitting.guide, 1), { page: 0 });
		expect(await looks()).toBe(before);
		await byHouse(
			s,
			(db) => db`update case_file set owner_id = ${s.gia}, owner_basis = 'family' where id = ${sitting.case}`
		);
		expect((await begun(s.as(sitting.guide, 2), { page: 0 })).rows[0]?.ownerName).toBeTruthy();
		expect(await looks()).toBe(before + 1);
	})
);
