import { planNeed } from '#capabilities/assistance/move-need.server.ts';
import { recordNeed } from '#capabilities/assistance/record-need.server.ts';
import { offers } from '#capabilities/home-visits/board.server.ts';
import { addShift, knowHelper } from '#capabilities/home-visits/shifts.server.ts';
import { askVisit, tellTime } from '#capabilities/home-visits/tell.server.ts';
import { rightsOf } from '#program/roles.ts';
import { anyone } from '#kernel/actor.ts';
import { addDays, dayOf } from '#kernel/day.ts';
import type { Context } from '#platform/context.server.ts';
import { personAt } from './field.ts';
import { idOf, settle, staffId, type Base } from './house.ts';

/** Three who ask that somebody comes, and two teams of tomorrow and the day after; one was told her time. */
export async function seedHomeVisits(base: Base, now: Date): Promise<void> {
	const as = (step: string): Context => ({
		...base,
		now,
		actor: { ...anyone(new Set(rightsOf.leader)), kind: 'staff', id: staffId('thach'), centres: [1] },
		request: idOf(step)
	});
	const kinds = ['papers', 'phone', 'health'] as const;
	for (const [n, kind] of kinds.entries()) {
		const person = await settle(base, now, personAt(2, n + 6));
		const [need, visit] = [idOf(`home need ${n}`), idOf(`home visit ${n}`)];
		await recordNeed(as(`home need ${n}`), {
			id: need,
			person,
			kind,
			urgency: 'this-week',
			source: 'counter',
			note: null
		});
		const plan = { need, of: null, helper: null, plan: 'home-visit', promisedOn: null } as const;
		await planNeed(as(`home plan ${n}`), plan);
		if (n < 2)
			await askVisit(as(`home ask ${n}`), {
				...{ id: visit, need, woman: n === 1, two: false, language: null, parts: ['morning', 'afternoon'], minutes: 40 }
			});
	}
	await teams(as, addDays(dayOf(now), 1));
}

/** Two teams of the coming days; the first who asked was told a time. */
async function teams(as: (step: string) => Context, tomorrow: string): Promise<void> {
	await knowHelper(as('home knows'), { helper: staffId('dao'), woman: true, languages: '' });
	for (const day of [tomorrow, addDays(tomorrow, 1)])
		await addShift(as(`home shift ${day}`), {
			...{
				id: idOf(`home shift ${day}`),
				day,
				helpers: [staffId('dao'), staffId('man')],
				from: '07:30',
				until: '16:30'
			},
			...{ mode: 'bicycle', hamlet: null }
		});
	const { offers: read } = await offers(as('home offers'), { visit: idOf('home visit 0') });
	const [first] = read;
	if (first)
		await tellTime(as('home tell'), {
			...{ visit: idOf('home visit 0'), day: first.day, from: first.from, until: first.until, shifts: first.shifts }
		});
}
