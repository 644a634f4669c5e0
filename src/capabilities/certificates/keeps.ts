import type { Keeps } from '#kernel/kept.ts';
import { at, day, fact, text } from '#design/copy-cell.ts';

/** What this room keeps of people, and how each of them reads it. */
export const keeps: Keeps = {
	certificate: {
		copy: [
			['given_on', day, 'certificates.given-on'],
			['number', text, 'certificates.number'],
			['topic', fact('learning.topic-'), 'certificates.topic'],
			['assessor_name', text, 'certificates.assessor'],
			['seen_on', day, 'certificates.seen-on'],
			['refresh_from', day, 'certificates.refresh-from'],
			['taken_back_at', at, 'certificates.taken-back'],
			['taken_back_why', text, 'certificates.why']
		]
	},
	recheck: {
		copy: [
			['drawn_at', at, 'certificates.drawn-at'],
			['number', text, 'certificates.number'],
			['outcome', fact('certificates.outcome-')],
			['by_name', text]
		]
	}
};
