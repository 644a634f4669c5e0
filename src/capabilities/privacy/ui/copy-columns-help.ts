import { at, code, day, dong, fact, text, time, type Column } from './copy-words.ts';
import { answer, fileOf, occasion, paper, procedure, question, readiness, settled } from './copy-told.ts';

const file: Column = ['case_id', fileOf, 'privacy.col-file'];
const by: Column = ['by_name', text];
const status = fact('cases.official-');

const SOURCES = { portal: 'cases.by-portal', 'by-hand': 'cases.by-hand', counter: 'cases.by-counter' };
const TYPED_BY = {
	resident: 'privacy.typed-resident',
	guide: 'privacy.typed-guide',
	card: 'cases.by-card',
	register: 'cases.by-register'
};
const ROLES = { owner: 'cases.person-owner', submitter: 'cases.person-submitter', helped: 'cases.person-helped' };
const STAGES = {
	draft: 'cases.stage-draft',
	confirmed: 'cases.stage-confirmed',
	received: 'cases.stage-received',
	filed: 'cases.short-new',
	void: 'cases.stage-void'
};
const CHANNELS = {
	counter: 'assistance.need-source-counter',
	home: 'assistance.need-plan-home-visit',
	class: 'assistance.need-plan-class',
	phone: 'assistance.need-source-phone',
	support: 'privacy.channel-support'
};
const VISITS = {
	card: 'readiness.outcome-card',
	'level-1': 'readiness.outcome-level-1',
	'level-2': 'readiness.outcome-level-2',
	activated: 'readiness.outcome-activated',
	account: 'readiness.outcome-account',
	not: 'privacy.booking-not'
};
const STANDS = {
	present: 'privacy.authority-present',
	mandate: 'privacy.val-mandate',
	guardian: 'privacy.val-guardian'
};

/** What was done with her and for her. */
export const OF_HELP: Readonly<Record<string, readonly Column[]>> = {
	assisted_session: [
		['started_at', at],
		['ended_at', at],
		by,
		['authority', code(STANDS)],
		['end_reason', code('privacy.end-')]
	],
	encounter: [
		['at', at],
		by,
		['channel', fact(CHANNELS)],
		['topic', fact('assistance.learned-')],
		['how', fact('assistance.learned-how-')],
		['minutes', text]
	],
	rating: [['at', at], file, ['score', fact('satisfaction.face-')], ['comment', text], ['way', code('insights.way-')]],
	need: [
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
	],
	need_found: [
		['at', at],
		['occasion', occasion]
	],
	need_follow_up: [
		['at', at],
		['met_on', day],
		['after_days', text],
		['answer', fact('assistance.needs-answer-')]
	],
	readiness_triage: [
		['at', at],
		['want', fact('readiness.want-')],
		['answers', readiness],
		['door', fact('readiness.door-')]
	],
	police_booking: [
		['day', day],
		['starts', time],
		['place', fact('readiness.place-')],
		['purpose', fact('readiness.purpose-')],
		['state', fact('privacy.booking-')],
		['outcome', fact(VISITS)],
		['reason', fact('readiness.reason-')],
		['settled_on', day],
		['made_at', at]
	]
};

/** Her files, and the money for them. */
export const OF_FILES: Readonly<Record<string, readonly Column[]>> = {
	case_file: [
		['procedure_code', procedure],
		['official_code', text],
		['role', fact(ROLES)],
		['other_name', text],
		['owner_basis', code('cases.basis-'), 'residents.evidence'],
		['made_at', at],
		['stage', fact(STAGES)],
		['status', status, 'cases.col-status'],
		['way', fact({ ONLINE: 'cases.way-online', DIRECT: 'cases.way-direct' })],
		['way_reason', text, 'cases.way-reason'],
		['confirmed_at', at, 'cases.was-confirmed'],
		['received_at', at],
		['filed_at', at, 'cases.short-new'],
		['due_on', day, 'cases.due'],
		['handed_over_at', at, 'cases.official-10'],
		['handed_over_against', code('cases.against-'), 'cases.against']
	],
	case_answer: [
		['question', question],
		['value', answer],
		['provenance', code(TYPED_BY), 'cases.who-typed'],
		['at', at],
		file
	],
	case_paper: [['at', at], file, ['paper', paper], ['verdict', fact('cases.verdict-')], ['reason', text]],
	case_status: [
		file,
		['status', status, 'cases.col-status'],
		['outside_at', at],
		['source', code(SOURCES), 'privacy.col-origin'],
		['heard_at', at, 'privacy.col-made-at']
	],
	case_claim: [file, ['answer', fact('cases.claim-')], ['at', at], ['settled_at', at, 'cases.not-mine-settle']],
	confirmation: [['at', at], file, ['way', fact('cases.yes-')], ['revoked_at', at, 'privacy.col-taken-back-at']],
	fee_line: [
		['at', at],
		file,
		['what', fact('privacy.fee-'), 'payments.line'],
		['unit_amount', dong],
		['quantity', text, 'payments.count'],
		['amount', dong, 'payments.amount'],
		['basis', text],
		['void_at', at]
	],
	payment: [
		['at', at],
		file,
		['way', fact({ transfer: 'payments.transfer', cash: 'payments.cash' })],
		['amount', dong, 'payments.amount'],
		['receipt_no', text, 'payments.receipt']
	],
	bank_entry: [
		['paid_at', at],
		file,
		['amount', dong, 'payments.amount'],
		['purpose', text, 'payments.message'],
		['state', fact('privacy.bank-')],
		['settled_how', settled, 'privacy.col-settled']
	]
};
