import type { Keeps, Show } from '#kernel/kept.ts';
import { at, text } from '#design/copy-cell.ts';

const topics: Show = (value, { say }) =>
	(Array.isArray(value) ? value : []).map((one) => say(`learning.topic-${String(one)}`) ?? String(one)).join(', ');

/** What this room keeps of people, and how each of them reads it. */
export const keeps: Keeps = {
	placement: {
		copy: [
			['begun_at', at, 'placement.begun-at'],
			['topics', topics, 'placement.topics'],
			['by_name', text]
		]
	}
};
