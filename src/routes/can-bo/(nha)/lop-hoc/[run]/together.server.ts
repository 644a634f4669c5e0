import { dayOf } from '#kernel/day.ts';
import type { Context } from '#platform/context.server.ts';
import { hands } from '#capabilities/access/sessions.server.ts';
import {
	addHand,
	addHost,
	addTask,
	doTask,
	endHand,
	endHost,
	endTask,
	hosting,
	signHosting
} from '#capabilities/classes/hosts.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { paths, withQuery } from '#web/paths.ts';

/** Who holds this class together, and who could. */
export const togetherOf = async (context: Context, run: string) => ({
	hosting: (await hosting(context, { run })).hosting,
	team: await hands(context, {}),
	today: dayOf(context.now)
});

type Of = { params: Partial<Record<string, string>> };
/** The class of the address. */
export const run = (_: unknown, { params }: Of): string => params['run'] ?? '';
/** To its page, which says what was done. */
export const back =
	(da: string) =>
	(_: unknown, { event }: { event: Of }) =>
		withQuery(paths.staff.class(event.params['run'] ?? ''), { da });

export const together = {
	host: byStaff(addHost, { given: { run }, to: back('viec') }),
	endHost: byStaff(endHost, { given: { run }, to: back('viec') }),
	sign: byStaff(signHosting, { given: { run }, to: back('ky') }),
	hand: byStaff(addHand, { given: { run }, to: back('viec') }),
	endHand: byStaff(endHand, { given: { run }, to: back('viec') }),
	addTask: byStaff(addTask, { given: { run }, to: back('viec') }),
	task: byStaff(doTask, { to: back('viec') }),
	endTask: byStaff(endTask, { to: back('viec') })
};
