import { m } from '#words';
import type { TicketLine } from '../answers.ts';
import type { LossLine } from '../answers-loss.ts';

/** How whoever lost money is named, as long as nobody has said it. */
export const lossName = ({ name, person }: Pick<LossLine, 'name' | 'person'>): string =>
	name ?? (person ? m['support.nobody-more']() : m['support.lost-nameless']());

/** The same of any ticket. */
export const ticketName = (ticket: Pick<TicketLine, 'name' | 'person' | 'lost'>): string =>
	ticket.lost ? lossName(ticket) : (ticket.name ?? m['support.nobody-more']());

/** How the fifteen minutes stand, in a few words. */
export function handOverWords({ handOver }: Pick<LossLine, 'handOver'>) {
	switch (handOver.state) {
		case 'runs':
			return { kind: 'waiting' as const, words: m['support.lost-left']({ count: handOver.left }) };
		case 'late':
			return { kind: 'late' as const, words: m['support.lost-late']({ count: handOver.minutes }) };
		default:
			return {
				kind: handOver.late ? ('late' as const) : ('done' as const),
				words: m['support.minutes']({ count: handOver.minutes })
			};
	}
}

/** The same as the sentence over the page. */
export function lossTitle(loss: Pick<LossLine, 'name' | 'person' | 'handOver'>): string {
	const { handOver } = loss;
	const name = lossName(loss);
	if (handOver.state === 'runs') return m['support.lost-title-left']({ name, count: handOver.left });
	if (handOver.state === 'late') return m['support.lost-title-late']({ name, count: handOver.minutes });
	const says = handOver.late ? m['support.lost-title-handed-late'] : m['support.lost-title-handed'];
	return says({ name, count: handOver.minutes });
}
