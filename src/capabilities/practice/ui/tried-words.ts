import { m } from '#words';
import type { Answered } from '../answers.ts';

/** What is said first: to have asked is right of both, and of what was mistaken no more than that it is heard again. */
export function afterWords({
	genuine,
	act,
	well,
	turn,
	medium
}: Pick<Answered, 'genuine' | 'act' | 'well' | 'turn' | 'medium'>): string {
	if (!well) return m['practice.again-together']();
	if (act === 'check') return m['practice.asked-well']();
	if (genuine) return m['practice.trusted-well']();
	return medium === 'call' ? m['practice.hung-up-at']({ turn }) : m['practice.left-well']();
}
