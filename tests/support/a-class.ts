import { openRun, planRun } from '#capabilities/classes/runs.server.ts';
import type { Actor } from '#kernel/actor.ts';
import { acting, hired } from './accounts.ts';
import type { Scene } from './scene.ts';

/** A class for beginners as Lúa asks for it: twice a week from the Wednesday eight days on, at two, in one hall. */
export const wantedClass = (s: Scene, more: object = {}) => ({
	...{ template: 'beginners', hamlet: null, venue: 'Nhà văn hoá Cầu Mưa', trainer: s.lua.id, from: '2026-07-22' },
	...{ weekdays: [3, 5], perWeek: 2, starts: '14:00', minutes: 90, ...more }
});
/** For how many: one helper. */
export const forFour = { capacity: 4, helpers: 1, stepFree: true, power: true };

/** The same opened on its days. */
export async function openedClass(s: Scene, more: object = {}, who: Actor = s.lua, minutes = 0): Promise<string> {
	const asks = wantedClass(s, more);
	const { days } = await planRun(s.as(who, minutes), asks);
	const run = crypto.randomUUID();
	await openRun(s.as(who, minutes), { id: run, ...asks, ...forFour, seen: days });
	return run;
}

/** Somebody of the Youth Union, as they come through the door: of no place. */
export async function ofYouth(s: Scene): Promise<Actor> {
	await hired(s, 'doan', 'co-host');
	return acting(s, 'doan', 'co-host', []);
}
