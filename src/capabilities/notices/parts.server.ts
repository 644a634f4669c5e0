import { SegmentedMessage } from 'sms-segments-calculator';

/** A text as it goes over the air: letters in one piece each, in which alphabet, and in how many messages that are paid for. */
export function measured(text: string): { text: string; marked: boolean; parts: number } {
	const whole = text.normalize('NFC');
	const { encodingName, segmentsCount } = new SegmentedMessage(whole);
	return { text: whole, marked: encodingName === 'UCS-2', parts: segmentsCount };
}

/** Vietnamese without its marks, and everything else as it is: "Mã tin" is "Ma tin". */
export const unmarked = (text: string): string =>
	text
		.normalize('NFD')
		.replace(/(?<=\p{Script=Latin}\p{M}*)\p{M}/gu, '')
		.replace(/đ/g, 'd')
		.replace(/Đ/g, 'D')
		.replace(/[“”]/g, '"')
		.replace(/[‘’]/g, "'")
		.replace(/–/g, '-')
		.normalize('NFC');

/** Letters as a person counts them. */
export const lettersIn = (text: string): number =>
	[...new Intl.Segmenter('vi', { granularity: 'grapheme' }).segment(text.normalize('NFC'))].length;

/** More than so many letters are rewritten, not shortened. */
const FEW = 12;

/** How many letters fewer would make it one part less; null where it is one part already, or that is many. */
export function lettersOver(text: string): number | null {
	const { text: whole, parts } = measured(text);
	if (parts < 2) return null;
	for (let fewer = 1; fewer <= FEW; fewer++) if (measured(whole.slice(0, -fewer)).parts < parts) return fewer;
	return null;
}
