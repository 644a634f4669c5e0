import { firstHour, settleStep } from '#capabilities/places/first-hour.server.ts';
import { howItStands } from '#platform/checks.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { paths } from '#web/paths.ts';
import { nextOf, stepsOf } from './steps.ts';
import type { Actions, PageServerLoad } from './$types';

/** The first hour of a house, from empty to the first person served: left at any step, it goes on there. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, firstHour);
	const [hour, found] = await Promise.all([firstHour(context, {}), howItStands(context, {})]);
	const all = stepsOf(found, hour.said);
	const alone = Number(found.find(({ name }) => name === 'access.people')?.about['agreeing'] ?? 0) < 2;
	return { over: hour.over, alone, steps: all, next: nextOf(all)?.step ?? null, request: newId() };
};

export const actions: Actions = {
	default: byStaff(settleStep, {
		to: ({ step }) => (step === 'hour' ? paths.staff.home : `${paths.staff.firstHour}#buoc`)
	})
};
