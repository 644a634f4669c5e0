import type { Keeps } from '#kernel/kept.ts';
import { at, either, fact, text } from '#design/copy-cell.ts';
import { emailBind, letterBind, wordsBind } from './binds.ts';

/** What this room keeps of people, and how each of them reads it. */
export const keeps: Keeps = {
	notice: {
		copy: [
			['made_at', at],
			['state', fact('notices.state-'), 'notices.col-state'],
			['must', either('notices.must', 'notices.may-be-missed'), 'notices.col-must']
		]
	},
	notice_try: {
		words: ['words'],
		sealed: { words: { bind: (row) => wordsBind(String(row['id'])), subject: (row) => String(row['person_id']) } },
		copy: [
			['handed_at', at, 'common.col-at'],
			['channel', fact('notices.by-'), 'notices.col-channel'],
			['words', text, 'notices.col-words'],
			['said', fact('notices.said-'), 'notices.col-said']
		]
	},
	staff_notice: {
		copy: [
			['fact_at', at, 'common.col-at'],
			['read_at', at, 'notices.col-staff-read']
		]
	},
	notice_letter: {
		words: ['address'],
		sealed: {
			address: { bind: (row) => letterBind(String(row['try_id'])), subject: (row) => String(row['person_id']) }
		},
		copy: [['address', text, 'notices.col-address']]
	},
	notice_choice: {
		words: ['email_sealed'],
		sealed: {
			email_sealed: { bind: (row) => emailBind(String(row['person_id'])), subject: (row) => String(row['person_id']) }
		},
		copy: [
			['channel', fact('notices.by-'), 'notices.col-channel'],
			['email', text, 'notices.col-email'],
			['locale', fact('notices.in-'), 'notices.col-locale'],
			['from_hour', text, 'notices.col-from'],
			['to_hour', text, 'notices.col-to'],
			['changed_at', at]
		]
	}
};
