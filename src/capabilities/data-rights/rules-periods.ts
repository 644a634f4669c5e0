import type { Period } from './answers.ts';

export const clockNames = [
	'acknowledge',
	'due-access',
	'due-correction',
	'due-deletion',
	'due-restriction',
	'due-objection',
	'due-withdrawal',
	'extension'
] as const;
export type ClockName = (typeof clockNames)[number];
/** How long what has to stay for its keeping time stays: the answers of a file, and whose it is. */
export const KEEP_FILES = 'keep-files';
type PeriodName = ClockName | typeof KEEP_FILES;

// Luật 91/2025/QH15 and NĐ 356/2025/NĐ-CP; the exact split between the rights has not been read in the text itself.
const law = (name: PeriodName, days: number, unit: Period['unit'] = 'calendar'): Period => ({
	...{ name, days, unit, source: 'law', confirmed: false }
});
/** A keeping time is the house’s own choice. What a room clears says how long unless somebody has set it otherwise. */
export const own = (name: string, days: number): Period => ({
	...{ name, days, unit: 'calendar', source: 'own', confirmed: false }
});

export const PERIODS: readonly Period[] = [
	law('acknowledge', 2, 'working'),
	law('due-access', 10),
	law('due-correction', 10),
	law('due-deletion', 20),
	law('due-restriction', 15),
	law('due-objection', 15),
	law('due-withdrawal', 15),
	law('extension', 15),
	own(KEEP_FILES, 730)
];

export type PeriodSet = { centreId: number | null; name: string; days: number };

/** How long a rule is at a centre: what the centre set, else what the house set, else the rule itself. */
export function setOtherwise(rule: Period, set: readonly PeriodSet[], centre: number | null): Period {
	const ours = centre === null ? undefined : set.find((one) => one.name === rule.name && one.centreId === centre);
	const house = set.find((one) => one.name === rule.name && one.centreId === null);
	return { ...rule, days: (ours ?? house ?? rule).days };
}

/** One of the clocks of the law, or the keeping time of files, as it holds at a centre. */
export const periodOf = (name: PeriodName, set: readonly PeriodSet[], centre: number | null): Period =>
	setOtherwise(
		PERIODS.find((one) => one.name === name)!,
		set,
		centre
	);
