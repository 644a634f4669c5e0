import { dayOf } from '#kernel/day.ts';
import { system } from '#kernel/actor.ts';
import { only } from '#platform/dispatch.server.ts';
import type { Context } from '#platform/context.server.ts';
import { represent } from '#capabilities/mandates/represent.server.ts';
import { recordBusiness } from '#capabilities/residents/businesses.server.ts';
import { idOf, personId, type Base } from './house.ts';

const as = (base: Base, step: string, now: Date, row: string | null): Context => ({
	...base,
	now,
	actor: system('seed', only(recordBusiness, represent), row, [1]),
	request: idOf(step)
});

/** A stall of the market with the woman who stands for it by its registration paper. Its number is none that was ever given. */
export async function seedBusinesses(base: Base, now: Date): Promise<void> {
	const [business, agent] = [idOf('business stall'), personId('Sương Thị Sớm1950-03-14')];
	await recordBusiness(as(base, 'business stall', now, null), {
		...{ id: business, kind: 'household', name: 'Hàng Xén Cầu Vồng', number: '0000-0000-01', phone: null },
		...{ hamlet: 'thôn Bến Gió', elsewhere: false, sure: false }
	});
	await represent(as(base, 'business stall stands', now, agent), {
		...{ id: idOf('business stall stands'), business, agent, paper: 'registration', scope: 'everything' },
		...{ from: dayOf(now), to: null, open: true, paperSeen: true }
	});
}
