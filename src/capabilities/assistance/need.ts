/** What somebody can need help with: a list short enough that a guide knows it by heart. */
export const needKinds = [
	'e-id',
	'id-card',
	'sim',
	'phone',
	'online-service',
	'social-pension',
	'pension-account',
	'health',
	'safety-online',
	'learn',
	'visit',
	'papers'
] as const;
export type NeedKind = (typeof needKinds)[number];

export const urgencies = ['today', 'this-week', 'this-month'] as const;
export type Urgency = (typeof urgencies)[number];

/** Who said so. A rule and the person themselves say it by their own doors, never through a form of staff. */
export const needSources = ['counter', 'door', 'phone', 'hotline', 'rule', 'person'] as const;
export type NeedSource = (typeof needSources)[number];
export const heardBy = ['counter', 'phone', 'hotline'] as const;
/** The same, and what a phone brings from a door. */
export const toldBy = [...heardBy, 'door'] as const;

export const plans = [
	'ticket',
	'appointment',
	'home-visit',
	'class',
	'police',
	'telecom',
	'hotline',
	'by-phone'
] as const;
export type Plan = (typeof plans)[number];

export const outcomes = [
	'met',
	'met-elsewhere',
	'not-wanted',
	'unreachable',
	'not-possible',
	'moved-away',
	'died'
] as const;
export type Outcome = (typeof outcomes)[number];

export const followUpAnswers = ['alone', 'with-help', 'not-tried', 'unreachable'] as const;
export type FollowUpAnswer = (typeof followUpAnswers)[number];
/** Days after a need was met on which somebody asks whether they can do it alone. */
export const FOLLOW_UP_DAYS = [30, 90] as const;

/** The four that a resident chooses from on their own page. */
export const askedByHerself = ['e-id', 'papers', 'phone', 'visit'] as const;
