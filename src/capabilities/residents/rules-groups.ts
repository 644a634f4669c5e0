import type { Belonging } from './answers.ts';
import type { Need } from './inputs.ts';

/**
 * Groups of people who come first (the coded list of domain/vietnam.md 7.4). Belonging to one is a diagnosis: poverty, illness,
 * disability, ethnicity. It is sealed and read by few; what a helper has to know of it are needs, in `SUGGESTS`.
 */
export const groups = [
	'NCT',
	'NKT',
	'NCC',
	'HN',
	'HCN',
	'DTTS',
	'BTXH',
	'TEMC',
	'DT',
	'PNMT',
	'BHN',
	'KBC',
	'KTB',
	'VX'
] as const;
export type Group = (typeof groups)[number];

/** Kinds of disability by Luật Người khuyết tật 2010, as they are written on the certificate. */
export const disabilities = ['motor', 'hearing-speech', 'sight', 'mental', 'intellectual', 'other'] as const;
export type Disability = (typeof disabilities)[number];

/** Needs that a group makes likely. They are offered, never set: not everybody over eighty wants large print. */
const SUGGESTS: Partial<Record<Group, readonly Need[]>> = {
	NCT: ['big-print', 'speak-slowly'],
	KBC: ['read-aloud'],
	BHN: ['home-visit'],
	PNMT: ['companion'],
	VX: ['home-visit']
};
const OF_DISABILITY: Partial<Record<Disability, readonly Need[]>> = {
	motor: ['home-visit', 'companion'],
	'hearing-speech': ['sign-help'],
	sight: ['read-aloud', 'companion'],
	mental: ['companion', 'speak-slowly'],
	intellectual: ['companion', 'speak-slowly']
};

export const suggestedNeeds = (belongs: readonly Belonging[]): Need[] => [
	...new Set(
		belongs.flatMap(({ group, disability }) => [
			...(SUGGESTS[group] ?? []),
			...(disability ? (OF_DISABILITY[disability] ?? []) : [])
		])
	)
];
