import { fieldTold, told } from '#design/told.ts';

type Returned = {
	errors: Record<string, string>;
	refusal: { code: string; detail: Record<string, string | number> } | null;
};

/** The box at which each refusal of opening times is mended. */
const boxes: Record<string, string> = {
	'promise-past': 'day',
	'promise-day-off': 'day',
	'slot-far': 'day',
	'slot-past': 'from',
	'slot-across': 'from',
	'slot-none': 'until',
	'hamlet-missing': 'hamlet',
	'hamlet-unknown': 'hamlet'
};

/** What is wrong with the form that opens times, beside each box: what no box takes, and what the house refused. */
export function wrongInOpening({ errors, refusal }: Returned): Record<string, string> {
	const said = Object.fromEntries(Object.entries(errors).map(([field, code]) => [field, fieldTold(code) ?? '']));
	const box = refusal && boxes[refusal.code];
	return box ? { ...said, [box]: told(refusal) ?? '' } : said;
}
