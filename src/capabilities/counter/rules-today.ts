import { minutesBetween } from '#kernel/day.ts';
import type { AtDeskToday, TicketRow } from './answers.ts';

/** What a figure of a desk counts: each opens exactly these numbers. */
export const figures = {
	served: (one: AtDeskToday) => one.became === 'served',
	early: (one: AtDeskToday) => one.became === 'served' && one.early,
	missed: (one: AtDeskToday) => one.became === 'missed',
	moved: (one: AtDeskToday) => one.became === 'moved'
} as const;
export type Figure = keyof typeof figures;
export const figureNames = Object.keys(figures) as Figure[];

/** The mean minutes of those who were served, rounded; null while nobody was. */
export function meanMinutes(today: readonly AtDeskToday[]): number | null {
	const took = today.flatMap(({ minutes }) => (minutes === null ? [] : [minutes]));
	return took.length === 0 ? null : Math.round(took.reduce((sum, one) => sum + one, 0) / took.length);
}

type Ticket = Pick<
	TicketRow,
	'id' | 'number' | 'matter' | 'headStartMin' | 'state' | 'deskId' | 'calledAt' | 'endedAt'
>;

/** What became today of the numbers that a desk called, in the order in which it came about. */
export function becameAt(
	tickets: readonly Ticket[],
	desk: string,
	movedOn: readonly { ticket: string; at: Date }[]
): AtDeskToday[] {
	const say = (one: Ticket, became: AtDeskToday['became'], at: Date, minutes: number | null): AtDeskToday => ({
		...{ id: one.id, number: one.number, matter: one.matter, early: one.headStartMin > 0 },
		...{ became, at, minutes }
	});
	const here = tickets.filter(({ deskId }) => deskId === desk);
	const served = here
		.filter(({ state, calledAt, endedAt }) => state === 'done' && calledAt && endedAt)
		.map((one) => say(one, 'served', one.endedAt!, minutesBetween(one.calledAt!, one.endedAt!)));
	const missed = here
		.filter(({ state, calledAt }) => state === 'missed' && calledAt)
		.map((one) => say(one, 'missed', one.calledAt!, null));
	const moved = movedOn.flatMap(({ ticket, at }) => {
		const one = tickets.find(({ id }) => id === ticket);
		return one ? [say(one, 'moved', at, null)] : [];
	});
	return [...served, ...missed, ...moved].toSorted((a, b) => a.at.getTime() - b.at.getTime());
}
