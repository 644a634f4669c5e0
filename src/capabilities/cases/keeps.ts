import type { Keeps, Reader, Row, Show } from '#kernel/kept.ts';
import { at, code, day, fact, short, text, fileOf, procedure } from '#design/copy-cell.ts';

const SOURCES = { portal: 'cases.by-portal', 'by-hand': 'cases.by-hand', counter: 'cases.by-counter' };
const TYPED_BY = {
	resident: 'cases.typed-resident',
	guide: 'cases.typed-guide',
	card: 'cases.by-card',
	register: 'cases.by-register',
	program: 'cases.typed-program'
};
const ROLES = { owner: 'cases.person-owner', submitter: 'cases.person-submitter', helped: 'cases.person-helped' };
const STAGES = {
	draft: 'cases.stage-draft',
	confirmed: 'cases.stage-confirmed',
	received: 'cases.stage-received',
	filed: 'cases.short-new',
	void: 'cases.stage-void'
};

const codeOf = ({ files }: Reader, row: Row): string | null =>
	(files.get(String(row['case_id']))?.['procedure_code'] as string | undefined) ?? null;

function askedIn(reader: Reader, row: Row) {
	const form = codeOf(reader, row);
	return form === null
		? undefined
		: reader.names?.form(form).questions.find(({ id }) => id === String(row['question']));
}

const question: Show = (value, reader, row) => askedIn(reader, row)?.ask[reader.locale] ?? String(value);

/** An answer as it was chosen: the words of the choice, yes or no, a day, or what was typed. */
const answer: Show = (value, reader, row) => {
	const asked = askedIn(reader, row);
	const said = String(value);
	const chosen = asked?.choices?.find((one) => one.value === said);
	if (chosen) return chosen.words[reader.locale];
	if (asked?.kind === 'yes-no') return reader.say(`common.${said}`) ?? said;
	return asked?.kind === 'date' ? short(said) : said;
};

const PAPERS: Readonly<Record<string, string>> = {
	'id-paper': 'procedures.paper-id',
	authorisation: 'procedures.paper-authorisation'
};

const paper: Show = (value, reader, row) => {
	const said = String(value);
	const known = PAPERS[said] ? reader.say(PAPERS[said]) : null;
	const listed = reader.names?.procedure(codeOf(reader, row) ?? '')?.papers.find(({ id }) => id === said);
	return known ?? listed?.name ?? (said.startsWith('form-') ? reader.say('procedures.paper-form') : null) ?? said;
};

/** What this room keeps of people, and how each of them reads it. */
export const keeps: Keeps = {
	case_status: {
		copy: [
			['case_id', fileOf, 'common.col-file'],
			['status', fact('cases.official-'), 'cases.col-status'],
			['outside_at', at],
			['source', code(SOURCES), 'common.col-origin'],
			['heard_at', at, 'common.col-made-at']
		]
	},
	case_file: {
		copy: [
			['procedure_code', procedure],
			['official_code', text],
			['role', fact(ROLES)],
			['other_name', text],
			['owner_basis', code('cases.basis-'), 'mandates.evidence'],
			['made_at', at],
			['stage', fact(STAGES)],
			['status', fact('cases.official-'), 'cases.col-status'],
			['way', fact({ ONLINE: 'cases.way-online', DIRECT: 'cases.way-direct' })],
			['way_reason', text, 'cases.way-reason'],
			['confirmed_at', at, 'cases.was-confirmed'],
			['given_back_at', at, 'cases.given-back-at'],
			['given_back_why', text, 'cases.give-back-why'],
			[
				'delivery',
				fact({ desk: 'cases.delivery-desk', post: 'cases.delivery-post', electronic: 'cases.delivery-electronic' }),
				'cases.delivery'
			],
			['received_at', at],
			['filed_at', at, 'cases.short-new'],
			['due_on', day, 'cases.due'],
			['handed_over_at', at, 'cases.official-10'],
			['handed_over_against', code('cases.against-'), 'cases.against']
		]
	},
	case_answer: {
		words: ['value_sealed'],
		sealed: {
			value_sealed: {
				bind: (row) => `answer:${String(row['case_id'])}:${String(row['question'])}`,
				subject: (row) => String(row['owner_id'])
			}
		},
		withFiles: true,
		copy: [
			['question', question],
			['value', answer],
			['provenance', code(TYPED_BY), 'cases.who-typed'],
			['typed_name', text, 'cases.typed-name'],
			['typed_program', text, 'cases.typed-key'],
			['at', at],
			['case_id', fileOf, 'common.col-file']
		]
	},
	case_paper: {
		copy: [
			['at', at],
			['case_id', fileOf, 'common.col-file'],
			['paper', paper],
			['verdict', fact('cases.verdict-')],
			['reason', text]
		]
	},
	case_paper_look: {
		copy: [
			['at', at],
			['case_id', fileOf, 'common.col-file'],
			['paper', paper],
			['by_name', text]
		]
	},
	case_claim: {
		copy: [
			['case_id', fileOf, 'common.col-file'],
			['answer', fact('cases.claim-')],
			['at', at],
			['settled_at', at, 'cases.not-mine-settle'],
			['found', fact('cases.found-'), 'cases.not-mine-found']
		]
	},
	confirmation: {
		copy: [
			['at', at],
			['case_id', fileOf, 'common.col-file'],
			['way', fact('cases.yes-')],
			['browser', text, 'cases.yes-browser'],
			['revoked_at', at, 'common.col-taken-back-at']
		]
	},
	door_case: {
		copy: [
			['case_id', fileOf, 'common.col-file'],
			['said_at', at, 'cases.col-said-at'],
			['photos', text, 'cases.col-photos'],
			['not_yet', code('cases.not-yet-'), 'cases.col-not-yet']
		]
	},
	case_photo_part: { notTheirs: 'parts of photos that are on their way: whole they are papers' },
	confirm_link: { notTheirs: 'hashes of links that were sent to them and have expired' }
};
