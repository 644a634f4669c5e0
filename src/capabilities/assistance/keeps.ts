import type { Keeps, Show } from '#kernel/kept.ts';
import { at, code, day, fact, short, text } from '#design/copy-cell.ts';

const STANDS = {
	present: 'assistance.authority-present',
	mandate: 'common.val-mandate',
	guardian: 'common.val-guardian'
};
const CHANNELS = {
	counter: 'assistance.need-source-counter',
	home: 'assistance.need-plan-home-visit',
	class: 'assistance.need-plan-class',
	phone: 'assistance.need-source-phone',
	support: 'assistance.channel-support'
};

/** Why a rule spoke of something, in the words of their own page, with the age or the last day of the paper. */
const occasion: Show = (value, { say }) => {
	const said = String(value);
	const [, name, age, until] = /^([a-z0-9-]+?)-(?:(\d{1,3})|(\d{4}-\d\d-\d\d))$/.exec(said) ?? [];
	const why = name ? say(`assistance.mine-why-${name}`) : null;
	return why === null ? said : `${why} (${until ? short(until) : say('residents.age', { age: age! })})`;
};

/** What this room keeps of people, and how each of them reads it. */
export const keeps: Keeps = {
	call_request: {
		notTheirs:
			'what somebody left to be called by: their own word, under a key of the request, and of no row of the register'
	},
	assisted_session: {
		copy: [
			['started_at', at],
			['ended_at', at],
			['by_name', text],
			['channel', fact(CHANNELS)],
			['authority', code(STANDS)],
			['end_reason', code('assistance.end-')]
		]
	},
	encounter: {
		copy: [
			['at', at],
			['by_name', text],
			['channel', fact(CHANNELS)],
			['topic', fact('assistance.learned-')],
			['how', fact('assistance.learned-how-')],
			['minutes', text]
		]
	},
	need: {
		words: ['note'],
		sealed: { note: { bind: (row) => `need ${String(row['id'])}` } },
		copy: [
			['made_at', at],
			['kind', fact('assistance.need-kind-')],
			['urgency', fact('assistance.need-urgency-'), 'assistance.needs-urgency'],
			['source', fact('assistance.need-source-'), 'assistance.needs-source'],
			['occasion', occasion],
			['note', text],
			['plan', fact('assistance.need-plan-')],
			['promised_on', day],
			['by_name', text, 'assistance.needs-helper'],
			['outcome', fact('assistance.need-outcome-')],
			['outcome_on', day]
		]
	},
	need_found: {
		copy: [
			['at', at],
			['occasion', occasion]
		]
	},
	need_follow_up: {
		copy: [
			['at', at],
			['met_on', day],
			['after_days', text],
			['answer', fact('assistance.needs-answer-')]
		]
	}
};
