import type { Confidence, Procedure } from './answers.ts';

export const LIFE_EVENTS = [
	'birth',
	'old-age',
	'certify',
	'wedding',
	'death',
	'land',
	'residence',
	'id-card',
	'health-card',
	'poor',
	'disability',
	'merit',
	'e-id',
	'lost',
	'business',
	'school',
	'children',
	'driving',
	'community'
] as const;
export type LifeEvent = (typeof LIFE_EVENTS)[number];

export const TARGET_GROUPS = [
	'elder',
	'disabled',
	'poor',
	'near-poor',
	'merit',
	'child',
	'orphan',
	'single-parent',
	'ethnic',
	'ill',
	'remote'
] as const;
export type TargetGroup = (typeof TARGET_GROUPS)[number];

/** A code that people still hold on old papers. */
export type Retired = {
	code: string;
	officialName: string | null;
	replacedBy: string[];
	effectiveTo: string | null;
	note: string;
	confidence: Confidence;
};

export type Catalogue = {
	version: string;
	snapshot: string;
	compiledOn: string;
	source: string;
	procedures: Procedure[];
	retired: Retired[];
};

/** Whether a procedure is in force on a day (`yyyy-mm-dd`). */
export const inForce = (procedure: Pick<Procedure, 'effectiveFrom' | 'effectiveTo'>, day: string): boolean =>
	(procedure.effectiveFrom ?? '') <= day && day <= (procedure.effectiveTo ?? '9999');
