import { rulesOfThree } from '#capabilities/practice/scams.ts';
import { staffOf } from '#web/door.server.ts';
import type { PageServerLoad } from './$types';

/** The card of the first hour, to print for whoever sits there. */
export const load: PageServerLoad = async (event) => {
	await staffOf(event);
	return { card: rulesOfThree.firstHour };
};
