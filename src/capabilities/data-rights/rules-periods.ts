/**
 * The days of the house: by when a request about data is answered, and how long what is not needed any more stays. What a centre or the
 * house has set otherwise comes before these. `confirmed` says whether the figure was checked against the text of the law; what is not
 * is shown as such to whoever may change it.
 */
export type Period = {
	name: PeriodName;
	days: number;
	unit: 'working' | 'calendar';
	/** The source as words: the law, or the house's own choice. */
	source: 'law' | 'own';
	confirmed: boolean;
};

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
export const keepNames = [
	'keep-attempts',
	'keep-staff-sessions',
	'keep-resident-sessions',
	'keep-e-id-trips',
	'keep-pairings',
	'keep-links',
	'keep-import-before',
	'keep-files'
] as const;
export const periodNames = [...clockNames, ...keepNames] as const;
export type PeriodName = (typeof periodNames)[number];

// Luật 91/2025/QH15 and NĐ 356/2025/NĐ-CP; the exact split between the rights has not been read in the text itself.
const law = (name: PeriodName, days: number, unit: Period['unit'] = 'calendar'): Period => ({
	...{ name, days, unit, source: 'law', confirmed: false }
});
const own = (name: PeriodName, days: number): Period => ({
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
	own('keep-attempts', 90),
	own('keep-staff-sessions', 90),
	own('keep-resident-sessions', 90),
	own('keep-e-id-trips', 1),
	own('keep-pairings', 1),
	own('keep-links', 30),
	own('keep-import-before', 30),
	own('keep-files', 730)
];

export type PeriodSet = { centreId: number | null; name: string; days: number };

/** How long a period is at a centre: what the centre set, else what the house set, else the rule. */
export function periodOf(name: PeriodName, set: readonly PeriodSet[], centre: number | null): Period {
	const rule = PERIODS.find((one) => one.name === name)!;
	const own = centre === null ? undefined : set.find((one) => one.name === name && one.centreId === centre);
	const house = set.find((one) => one.name === name && one.centreId === null);
	return { ...rule, days: (own ?? house ?? rule).days };
}
