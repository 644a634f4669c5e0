import type { PictoName } from '#design/drawings.ts';
import type { Choosable } from '../answers.ts';

/** The picture of each way to be told. */
export const pictures: Readonly<Record<Choosable, PictoName>> = {
	sms: 'phone-learn',
	zalo: 'e-id',
	email: 'paper',
	call: 'speaker',
	letter: 'letter'
};
