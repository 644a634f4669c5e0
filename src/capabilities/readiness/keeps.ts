import type { Keeps } from '#kernel/kept.ts';
import { at, day, fact, line, lines, time } from '#design/copy-cell.ts';

const VISITS = {
	card: 'readiness.outcome-card',
	'level-1': 'readiness.outcome-level-1',
	'level-2': 'readiness.outcome-level-2',
	activated: 'readiness.outcome-activated',
	account: 'readiness.outcome-account',
	not: 'readiness.booking-not'
};

/** The five questions before an e-ID with what was answered, and the age that goes with them. */
const readiness = lines((held, { say }) =>
	Object.entries(held).map(([name, value]) => {
		const asked = say(name === 'age' ? 'common.col-age' : `readiness.ask-${name}`);
		const said = say(`readiness.${name}-${String(value)}`);
		return line(asked ?? name, said ?? String(value));
	})
);

/** What this room keeps of people, and how each of them reads it. */
export const keeps: Keeps = {
	readiness_triage: {
		words: ['answers'],
		sealed: { answers: { bind: (row) => `triage ${String(row['id'])}` } },
		copy: [
			['at', at],
			['want', fact('readiness.want-')],
			['answers', readiness],
			['door', fact('readiness.door-')]
		]
	},
	police_booking: {
		copy: [
			['day', day],
			['starts', time],
			['place', fact('readiness.place-')],
			['purpose', fact('readiness.purpose-')],
			['state', fact('readiness.booking-')],
			['outcome', fact(VISITS)],
			['reason', fact('readiness.reason-')],
			['settled_on', day],
			['made_at', at]
		]
	}
};
