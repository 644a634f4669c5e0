import { Refusal } from '#kernel/refusal.ts';

/** A rule that the database holds and people meet (a login that is taken), and how it is called outside. Its own name stays inside. */
export const CODES: Readonly<Record<string, string>> = {
	account_change_open_once: 'change-waits',
	assisted_session_one_for_helper: 'helping-another',
	assisted_session_one_for_machine: 'machine-in-session',
	case_claim_once: 'claim-said',
	case_official_code_once: 'code-taken',
	consent_text_known: 'text-unknown',
	data_request_refused_why: 'refused-why-missing',
	desk_name_once: 'desk-taken',
	household_book_once: 'book-taken',
	household_member_once: 'in-household',
	mandate_once: 'mandate-stands',
	mandate_two_people: 'mandate-of-oneself',
	need_follow_up_once: 'follow-up-said',
	need_open_once: 'need-stands',
	passkey_credential_once: 'passkey-there',
	person_number_once: 'number-taken',
	police_booking_one_open: 'booking-open',
	sheet_import_one_at_a_time: 'import-open',
	staff_login_once: 'login-taken'
};

/** What any other rule says, by its kind (SQLSTATE class 23, or ours): a row that is there, one that is not, a value that is none, what somebody moved each time, somebody whom nobody of this scope sees. */
const KINDS: Readonly<Record<string, string>> = {
	'23505': 'there-already',
	'23P01': 'there-already',
	'23503': 'points-nowhere',
	TNGON: 'gone-meanwhile',
	TNPER: 'person-unknown'
};

type Broken = { code: string; constraint_name?: string };

const isBroken = (reason: unknown): reason is Broken =>
	typeof reason === 'object' &&
	reason !== null &&
	'code' in reason &&
	/^(23\w{3}|TNGON|TNPER)$/.test(String(reason.code));

/** The expected no: one of ours, or a rule of the database that was broken, by a code of ours. Null for a fault. */
export function asRefusal(reason: unknown): Refusal | null {
	if (reason instanceof Refusal) return reason;
	if (!isBroken(reason)) return null;
	return new Refusal(CODES[reason.constraint_name ?? ''] ?? KINDS[reason.code] ?? 'does-not-fit');
}
