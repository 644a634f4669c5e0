import type { Answers } from './form.ts';

/**
 * What every officer would ask about before filing: said with its rule, and never a block, because the law knows exceptions.
 * Ages: social pension from 75, in poor and near-poor households from 70 (catalogue, procedure 1.014027).
 */
export type Doubt = { code: 'pension-age' | 'pension-other' | 'account-short'; question: string; age?: number };

const PENSION = '1.014027';
/** No account of a bank that we know of is shorter. */
const ACCOUNT_DIGITS = 8;

/** The greatest age that somebody of this birth (`yyyy`, `yyyy-mm` or `yyyy-mm-dd`) can have on this day. */
function ageAtMost(birth: string, today: string): number {
	const years = Number(today.slice(0, 4)) - Number(birth.slice(0, 4));
	return birth.length === 10 && today.slice(5) < birth.slice(5) ? years - 1 : years;
}

function pensionDoubts(answers: Answers, today: string): Doubt[] {
	if (answers['want'] !== 'begin') return [];
	const from = answers['household'] === 'poor' || answers['household'] === 'near-poor' ? 70 : 75;
	const age = answers['applicant-birth'] ? ageAtMost(answers['applicant-birth'], today) : null;
	return [
		...(age !== null && age < from ? [{ code: 'pension-age', question: 'applicant-birth', age } as const] : []),
		...(answers['other-pension'] === 'yes' ? [{ code: 'pension-other', question: 'other-pension' } as const] : [])
	];
}

/** Doubts about these answers on this day (`yyyy-mm-dd`), each with the question that it hangs on. */
export function doubtsOf(procedure: string, answers: Answers, today: string): Doubt[] {
	const digits = (answers['account'] ?? '').replace(/\D/g, '').length;
	return [
		...(procedure === PENSION ? pensionDoubts(answers, today) : []),
		...(digits > 0 && digits < ACCOUNT_DIGITS ? [{ code: 'account-short', question: 'account' } as const] : [])
	];
}
