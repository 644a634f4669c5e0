import type { Evidence } from './answers.ts';
import { addDays } from '#kernel/day.ts';

/** How long somebody may follow and pay for another, in days; null until it is taken back. */
export const DAYS_OF = { month: 30, year: 365, open: null } as const;
export type Until = keyof typeof DAYS_OF;
export const untils = Object.keys(DAYS_OF) as [Until, ...Until[]];

/** Who stands: somebody who was asked (follows and pays), a parent, or a guardian (both for everything). */
export const standings = ['parent', 'guardian'] as const;
export type Standing = (typeof standings)[number];

/** The paper that each rests on; a word is enough only for whoever asks for themselves. */
export const EVIDENCE_OF: Record<Standing, Evidence> = { parent: 'birth-certificate', guardian: 'decision' };

/** Of age at eighteen (Bộ luật Dân sự 2015); a child of seven and more also agrees (Luật 91/2025/QH15). */
const OF_AGE = 18;
const AGREES = 7;

type Born = { birthDate: string | null; birthYear: number | null };

/** The day of the eighteenth birthday less one: the last on which a parent stands. A known year counts to its end. */
export const lastDayAsChild = ({ birthDate, birthYear }: Born): string | null => {
	if (birthDate) return addDays(`${Number(birthDate.slice(0, 4)) + OF_AGE}${birthDate.slice(4)}`, -1);
	return birthYear === null ? null : `${birthYear + OF_AGE}-12-31`;
};

/** Whether somebody is known to be under age; of whom no birth is known, it is not. `today` is `yyyy-mm-dd`. */
export function isChild(born: Born, today: string): boolean {
	const last = lastDayAsChild(born);
	return last !== null && today <= last;
}

/** What keeps a parent or guardian from being written down; null when nothing does. `today` is `yyyy-mm-dd`. */
export function standingFault(
	standing: Standing,
	ward: Born,
	agrees: boolean,
	today: string
): 'stand-birth-unknown' | 'stand-of-age' | 'stand-child-agrees' | null {
	const last = lastDayAsChild(ward);
	if (last === null) return standing === 'parent' ? 'stand-birth-unknown' : null;
	if (today > last) return standing === 'parent' ? 'stand-of-age' : null;
	const seven = addDays(last, -365 * (OF_AGE - AGREES) - 2);
	return today > seven && !agrees ? 'stand-child-agrees' : null;
}
