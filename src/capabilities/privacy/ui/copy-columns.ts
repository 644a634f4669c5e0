import { OF_FILES, OF_HELP } from './copy-columns-help.ts';
import { at, code, day, either, fact, facts, text, where, type Column } from './copy-words.ts';
import { before, command, groups, kept } from './copy-told.ts';

const by: Column = ['by_name', text];
const who: Column = ['actor_kind', fact('privacy.val-')];

/** Who she is, whom she lives with, who stands for her. */
const OF_PERSON: Readonly<Record<string, readonly Column[]>> = {
	person: [
		['name', text],
		['birth_date', day],
		['birth_year', where('birth_date', false, text)],
		['gender', fact('residents.gender-')],
		['hamlet', text],
		['number', text],
		['phone', text],
		['needs', facts('residents.need-'), 'residents.needs'],
		['verified', either('residents.verified', 'residents.unverified')],
		['made_at', at],
		['erased_at', at]
	],
	person_paper: [
		['paper', fact('residents.paper-')],
		['until', day, 'residents.paper-until'],
		['noted_at', at, 'privacy.col-made-at']
	],
	household_member: [
		['address', text],
		['book', text, 'imports.field-book'],
		['relation', fact('residents.relation-')],
		['since', day],
		['until', day]
	],
	vulnerability: [
		['why', groups],
		['changed_at', at]
	],
	person_change: [
		['at', at],
		by,
		['fields', facts('residents.field-')],
		['source', code('residents.source-'), 'residents.correct-source'],
		['before', before]
	],
	mandate: [
		['direction', fact('privacy.val-')],
		['other_name', text],
		['kind', fact('privacy.val-')],
		['evidence', code('residents.by-'), 'residents.evidence'],
		['valid_from', day],
		['valid_to', where('revoked_at', false, day)],
		['revoked_at', at],
		['revoked_by', code('privacy.ended-')],
		['valid_to', where('revoked_at', true, day), 'privacy.col-was-to'],
		['made_at', at]
	],
	twin_pair: [
		['found_at', at],
		['reasons', facts('residents.twin-'), 'privacy.col-reason'],
		['state', fact('privacy.twin-')]
	],
	person_merge: [
		['at', at],
		['undone_at', at]
	],
	import_row: [
		['n', text, 'imports.row'],
		['verdict', fact('imports.verdict-')],
		['reasons', facts('imports.reason-'), 'privacy.col-reason'],
		['differs', facts('imports.field-')]
	]
};

/** What she allowed and asked of her data, and the traces that it left. */
const OF_DATA: Readonly<Record<string, readonly Column[]>> = {
	consent: [
		['at', at],
		['purpose', fact('privacy.consent-')],
		['answer', fact('privacy.answer-')],
		['text_version', text]
	],
	data_request: [
		['received_at', at],
		['kind', fact('privacy.kind-')],
		['purpose', fact('privacy.consent-')],
		['words', text],
		['asked_by_evidence', code('residents.by-'), 'residents.evidence'],
		['state', fact('privacy.state-')],
		['acknowledge_by', day],
		['acknowledged_at', at],
		['due_by', day],
		['extended_at', at],
		['extended_why', text],
		['settled_at', at],
		['settled_why', text]
	],
	erasure: [
		['at', at],
		['kept', kept],
		['key_destroyed', either('privacy.erasure-key', 'privacy.erasure-waits'), 'privacy.col-key'],
		['finished_at', at]
	],
	look: [
		['at', at],
		who,
		by,
		['what', fact('privacy.saw-'), 'privacy.col-looked-at'],
		['purpose', fact('privacy.why-')]
	],
	journal: [['at', at], ['command', command], who, by],
	resident_session: [
		['made_at', at],
		['expires_at', at],
		['eid_level', text]
	]
};

/**
 * Which cells of each table a person reads, in this order. Who she is first, then what was done for her, and last the traces
 * that machines leave. Ids, hashes and the rest are in the JSON.
 */
export const COLUMNS: Readonly<Record<string, readonly Column[]>> = {
	...OF_PERSON,
	...OF_DATA,
	...OF_HELP,
	...OF_FILES
};
