/** The catalogue's own form: what a commune's people need to know of a procedure, with how sure each fact is. */
export type Words = { vi: string; en: string; hi: string };
type Confidence = 'high' | 'medium' | 'low';
export type Channel = 'direct' | 'online' | 'postal';

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

export type Time = {
	qty: number | null;
	unit: 'SAME_DAY' | 'IMMEDIATE' | 'WORKING_DAY' | 'DAY' | 'OTHER';
	note: string | null;
};

/** Integer đồng; null is unknown ("hỏi tại quầy"), never nought. `direct` and `online` are for one unit. */
export type Fee = {
	direct: number | null;
	online: number | null;
	unit: 'copy' | 'page' | 'case';
	basis: string | null;
	note: string | null;
	confidence: { direct: Confidence | null; online: Confidence | null };
	/** A price that changes with the count: each unit from the given one on. `cap` is the most for one copy. */
	steps?: { from: number; each: number }[];
	cap?: number;
	/** Groups that pay nothing where a price is known. */
	waived?: TargetGroup[];
	/** A price that holds only until a day, that day included. */
	windows?: { channel: Channel; to: string; amount: number }[];
};

/** `present` is shown and given back; `conditional` only if its condition holds. */
export type Paper = {
	id: string;
	name: string;
	kind: 'form' | 'submit' | 'present' | 'conditional';
	original: number;
	copy: number;
	condition?: string;
	dataAlternative?: string;
};

export type Procedure = {
	code: string;
	officialName: string;
	shortName: Words;
	/** The everyday name, used as the heading. */
	plain: Words;
	lead?: Words;
	/** Everyday name beside its neighbours in a list of results. */
	asFound?: Words;
	domain: string;
	decidingAgency: string;
	receivedBy: 'centre' | 'police' | 'military';
	policeOnly: boolean;
	time: Time;
	fee: Fee;
	papers: Paper[];
	channels: Channel[];
	onlineLevel: 'full' | 'part' | 'none' | 'booking';
	/** Must the person appear? null: it depends on the case. */
	inPerson: boolean | null;
	homeVisit:
		| 'ok'
		| 'priority'
		| 'with-police'
		| 'assist'
		| 'designed-for-home'
		| 'legal-at-home'
		| 'no'
		| 'needs-mobile-procedure'
		| 'sensitive';
	targetGroups: TargetGroup[];
	lifeEvents: LifeEvent[];
	keywords: string[];
	notes: string | null;
	url: string | null;
	decisionNo: string | null;
	/** null: in force since before the first snapshot, or until further notice. */
	effectiveFrom: string | null;
	effectiveTo: string | null;
	replacedBy: string[];
	confidence: {
		code: Confidence;
		time: Confidence;
		overall: Confidence;
		onlineLevel: Confidence;
		/** `analysis`: worked out for this product, not quoted from law. */
		inPerson: 'analysis';
		homeVisit: 'analysis';
	};
	source: string;
};

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
