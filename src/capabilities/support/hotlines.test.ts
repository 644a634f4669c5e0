import { expect, test } from 'vitest';
import { anyone } from '#kernel/actor.ts';
import type { Db } from '#platform/db.server.ts';
import { inScope } from '#platform/scope.server.ts';
import { rightsOf } from '#program/roles.ts';
import { granted, hired } from '#tests/support/accounts.ts';
import { refusalOf, scene, type Scene } from '#tests/support/scene.ts';
import { waitingOf } from '#platform/asks.server.ts';
import { hotlinesAsking } from './asks.server.ts';
import { callCentre, hotlines, setHotlines } from './hotlines.server.ts';
import { confirmHotline, dropHotline, hotlinesWaiting } from './hotlines-second.server.ts';

const id = (): string => crypto.randomUUID();
const anybody = anyone(new Set(rightsOf.public));
const [OLD, NEW] = ['0900000777', '0900000999'];
const set = async (s: Scene, centre: string | null, minutes = 0, who = s.thach) =>
	setHotlines(s.as(who, minutes), { centre, police: null, sawCentre: await last(s), sawPolice: null });
/** What was set last and not dropped. */
const last = async (s: Scene): Promise<string | null> =>
	(await hotlines(s.as(s.thach), {})).sets.find(({ kind, state }) => kind === 'centre' && state !== 'dropped')?.phone ??
	null;
const waits = async (s: Scene, who = s.mai) => hotlinesWaiting(s.as(who, 5), {});
const one = async (s: Scene) => {
	const [{ id: hotline, phone, stands }] = (await waits(s)) as [Awaited<ReturnType<typeof waits>>[number]];
	return { hotline, phone, stands };
};
const public_ = async (s: Scene) => (await callCentre(s.as(anybody, 9), { centre: 1 })).phone;
async function stood(s: Scene, phone: string): Promise<void> {
	await set(s, phone);
	await confirmHotline(s.as(s.mai, 1), await one(s));
}

test(
	'until another has looked the old number stands; the second sees old and new beside each other, and whoever set it cannot say yes',
	scene(async (s) => {
		await stood(s, OLD);
		expect(await set(s, NEW, 2)).toEqual({ centre: OLD, police: null });
		expect(await public_(s)).toBe(OLD);
		expect(await waits(s)).toEqual([
			expect.objectContaining({ kind: 'centre', stands: OLD, phone: NEW, by: 'Núi Văn Thạch', mine: false })
		]);
		expect((await waits(s, s.thach))[0]!.mine).toBe(true);
		const seen = await one(s);
		expect(await refusalOf(confirmHotline(s.as(s.thach, 3), seen))).toBe('support-hotline-own');
		expect(await refusalOf(confirmHotline(s.as(s.rang, 3), seen))).toBe('support-hotline-moved');
		expect(await confirmHotline(s.as(s.mai, 4), seen)).toEqual({ kind: 'centre' });
		expect([await public_(s), await waits(s)]).toEqual([NEW, []]);
		expect(await refusalOf(confirmHotline(s.as(s.mai, 5), seen))).toBe('support-hotline-moved');
		expect((await hotlines(s.as(s.thach, 6), {})).sets[0]).toMatchObject({ secondBy: 'Nắng Thị Mai', state: 'stood' });
	})
);

test(
	'what was set anew since it was read is not confirmed unseen; what is dropped or set back stands nowhere; taken away is at once',
	scene(async (s) => {
		await stood(s, OLD);
		await set(s, NEW, 2);
		const seen = await one(s);
		const second = await hired(s, 'pho', 'leader');
		await set(s, '0900000111', 3, second);
		expect(await refusalOf(confirmHotline(s.as(s.mai, 4), seen))).toBe('support-hotline-moved');
		expect(await refusalOf(confirmHotline(s.as(s.mai, 4), { ...(await one(s)), phone: NEW }))).toBe(
			'support-hotline-moved'
		);
		await dropHotline(s.as(s.mai, 5), await one(s));
		// What lay under it waits again, beside what stands.
		expect(await one(s)).toEqual(seen);
		await dropHotline(s.as(s.thach, 6), seen);
		expect([await waits(s), await public_(s)]).toEqual([[], OLD]);
		expect(await refusalOf(dropHotline(s.as(s.thach, 7), seen))).toBe('support-hotline-moved');
		await set(s, NEW, 8);
		await set(s, OLD, 9);
		expect([await waits(s), await public_(s)]).toEqual([[], OLD]);
		await set(s, null, 10);
		expect([await waits(s), await public_(s)]).toEqual([[], null]);
	})
);

test(
	'below the code nobody sets a number that stands, says yes to their own, or changes one that was decided; nobody of the public reads one that waits',
	scene(async (s) => {
		await stood(s, OLD);
		await set(s, NEW, 2);
		const as = (actor: Scene['lua'], work: (db: Db) => Promise<unknown>) =>
			inScope(s.base.db, actor, id(), work).then(
				(done) => done,
				(reason: Error) => reason.message
			);
		const { now } = s.as(s.thach, 3);
		const row = (by: Scene['lua'], confirmed: Date | null) => (db: Db) =>
			db`insert into support_hotline (centre_id, kind, phone, by_staff, at, confirmed_at) values (1, 'centre', '0900000111', ${by.id}, ${now}, ${confirmed})`;
		expect(await as(s.thach, row(s.thach, now))).toMatch(/row-level security/);
		const yes = (by: Scene['lua']) => (db: Db) =>
			db`update support_hotline set confirmed_by = ${by.id}, confirmed_at = ${now} where phone = ${NEW}`;
		expect(await as(s.thach, yes(s.thach))).toMatch(/row-level security|support_hotline_two/);
		expect(await as(s.thach, yes(s.mai))).toMatch(/row-level security/);
		// In two chairs it is the same hand.
		await granted(s, s.thach.id, 1, 'guide');
		expect(await as(s.thach, yes(s.thach))).toMatch(/row-level security|support_hotline_two/);
		expect(((await as(s.rang, yes(s.rang))) as unknown[]).length).toBe(0);
		expect(await as(anybody, (db) => db`select phone from support_hotline`)).toEqual([{ phone: OLD }]);
		expect(
			(
				(await as(
					s.mai,
					(db) =>
						db`update support_hotline set dropped_by = ${s.mai.id}, dropped_at = ${now} where phone = ${OLD} returning 1`
				)) as unknown[]
			).length
		).toBe(0);
		expect(await public_(s)).toBe(OLD);
	})
);

test(
	'a form that was read before another number was set takes none away',
	scene(async (s) => {
		const stale = { centre: null, police: '0900000333', sawCentre: null, sawPolice: null };
		await stood(s, OLD);
		expect(await refusalOf(setHotlines(s.as(s.thach, 5), stale))).toBe('support-hotline-moved');
		await set(s, NEW, 6);
		expect(await refusalOf(setHotlines(s.as(s.thach, 7), { ...stale, sawCentre: OLD }))).toBe('support-hotline-moved');
		expect([await public_(s), (await waits(s)).map(({ phone }) => phone)]).toEqual([OLD, [NEW]]);
	})
);

test(
	'a number that waits asks everybody who may look at it, but whoever set it',
	scene(async (s) => {
		const asks = async (who = s.mai) => (await waitingOf(s.as(who), [hotlinesAsking])).get(hotlinesAsking) ?? 0;
		await set(s, OLD);
		expect([await asks(), await asks(s.thach), await asks(s.rang)]).toEqual([1, 0, 0]);
		await confirmHotline(s.as(s.mai, 1), await one(s));
		expect(await asks()).toBe(0);
	})
);
