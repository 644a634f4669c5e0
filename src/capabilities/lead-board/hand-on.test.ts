import { beforeAll, expect, test } from 'vitest';
import { acting, granted } from '#tests/support/accounts.ts';
import { laidHamlet } from '#tests/support/division.ts';
import { clockOf, doorsOn, laterIn, listen, phoneOf, syncNow } from '#tests/support/field.ts';
import { refusalOf, scene } from '#tests/support/scene.ts';
import { hearFacts } from '#tests/support/told.ts';
import { planNeed } from '#capabilities/assistance/move-need.server.ts';
import { recordNeed } from '#capabilities/assistance/record-need.server.ts';
import { assign, handOver, openArea } from '#capabilities/field/areas.server.ts';
import { staffNotices } from '#capabilities/notices/staff-told.server.ts';
import { boardPromises } from './board.server.ts';
import { handOn } from './hand-on.server.ts';

// Late promises go on to somebody who goes to doors there, as they were read, all of them or none.

beforeAll(listen);
const id = (): string => crypto.randomUUID();

test(
	'late promises of the hamlets that somebody leads go on to whoever goes there, for another day, and their phone is told',
	scene(async (s) => {
		const clock = clockOf();
		const later = laterIn(s, clock.at);
		const { hamlet, doors } = await laidHamlet(s, { 'ngõ Ao': 3 }, { spots: false });
		await granted(s, s.mai.id, hamlet, 'area-lead');
		const lead = acting(s, 'mai', 'area-lead');
		const area = id();
		await openArea(later(s.thach), { id: area, name: 'Bến Gió A', hamlet });
		await assign(later(s.thach), { area, staff: s.lua.id });
		await handOver(later(s.thach), { households: doors.map(({ household }) => household), to: area });
		const needs = [id(), id()];
		for (const [n, need] of needs.entries()) {
			const person = doors[n]!.person;
			await recordNeed(later(s.lua), {
				id: need,
				person,
				kind: 'papers',
				urgency: 'today',
				source: 'phone',
				note: null
			});
			await planNeed(later(s.thach), { need, helper: s.mai.id, plan: 'home-visit', promisedOn: '2026-07-15' });
		}
		const told = async () => {
			await hearFacts(s, 10);
			const factsOf = async (actor: typeof s.mai) =>
				(await staffNotices(later(actor), {})).rows.map(({ fact }) => fact);
			return [await factsOf(s.mai), await factsOf(s.lua)];
		};
		expect(await told()).toEqual([['assistance.given', 'assistance.given'], []]);
		clock.days(3);
		const phone = await phoneOf(s, s.lua, clock.at);
		const read = (await boardPromises(later(lead), {})).rows;
		const promises = read.map(({ need, ownerId: owner, promisedOn }) => ({ need, owner, promisedOn }));
		expect(promises).toHaveLength(2);
		const to = { helper: s.lua.id, day: '2026-07-20' };
		// Whoever goes nowhere there, a day that is over, a promise of elsewhere, and one that has moved: nothing of it.
		expect(await refusalOf(handOn(later(lead), { promises, ...to, helper: s.mai.id }))).toBe('helper-missing');
		expect(await refusalOf(handOn(later(lead), { promises, ...to, day: '2026-07-16' }))).toBe('promise-past');
		expect(await refusalOf(handOn(later(lead), { promises: [{ ...promises[0]!, need: id() }], ...to }))).toBe(
			'promise-moved'
		);
		const stale = [promises[0]!, { ...promises[1]!, owner: s.lua.id }];
		expect(await refusalOf(handOn(later(lead), { promises: stale, ...to }))).toBe('promise-moved');
		expect((await boardPromises(later(lead), {})).whole).toBe(2);
		expect(await handOn(later(lead), { promises, ...to })).toEqual({ handed: 2 });
		// Whoever has them now reads it, and who had them reads of them no more.
		expect(await told()).toEqual([[], ['lead-board.given', 'lead-board.given']]);
		expect((await boardPromises(later(lead), {})).whole).toBe(0);
		expect(await refusalOf(handOn(later(lead), { promises, ...to }))).toBe('promise-moved');
		await syncNow(phone);
		const open = (await doorsOn(phone)).flatMap(({ row }) =>
			(row['people'] as { open: { promisedOn: string | null; owner: string | null }[] }[]).flatMap((one) => one.open)
		);
		expect(open.map(({ promisedOn, owner }) => [promisedOn, owner])).toEqual(
			needs.map(() => ['2026-07-20', 'Hoa Thị Lúa'])
		);
	})
);
