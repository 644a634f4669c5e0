import {
	signedIn,
	hall,
	sitBeside,
	loop,
	ready,
	settleDays,
	writeDays,
	receive,
	lead,
	joinPeople,
	keepRegister,
	knowPeople,
	answerForData,
	watchData
} from './rules-verbs.ts';

/** What a member of staff may be at a place. */
export const roles = ['guide', 'receiving-officer', 'leader', 'police', 'administrator', 'province'] as const;
export type Role = (typeof roles)[number];

/** Which verbs a role holds at its place. One table: the button and the server both read it. */
export const rightsOf: Record<Role, readonly string[]> = {
	guide: [
		...signedIn,
		...hall,
		...sitBeside,
		...loop,
		...ready,
		'platform.given-up',
		'platform.heartbeats',
		'cases.troubles',
		'cases.try-portal'
	],
	'receiving-officer': [
		...signedIn,
		...hall,
		...sitBeside,
		...loop,
		...ready,
		...receive,
		...joinPeople,
		'platform.given-up',
		'platform.heartbeats',
		'cases.troubles',
		'payments.unmatched',
		'payments.settle'
	],
	leader: [
		...signedIn,
		...hall,
		...loop,
		...ready,
		...receive,
		...lead,
		...knowPeople,
		...joinPeople,
		...keepRegister,
		...answerForData,
		...watchData,
		'privacy.call-list',
		'assistance.find-needs',
		...writeDays
	],
	/** The commune police keep their own days, and say what became of a visit. The register and the needs are not theirs. */
	police: ['access.sign-out', 'places.centre', 'places.open-now', 'places.hamlets', ...settleDays, ...writeDays],
	administrator: [...signedIn, ...lead, ...watchData, 'privacy.set-period', 'access.make-staff', 'access.make-api-key'],
	province: [...signedIn, 'insights.today', 'insights.counted']
};

/** What a paired device can do: its part and nothing else. */
export const deviceRights = {
	kiosk: [
		'counter.take-ticket',
		'counter.wait',
		'counter.ticket',
		'counter.ask-help',
		'places.centre',
		'places.open-now',
		'procedures.catalogue'
	],
	display: ['counter.hall', 'places.open-now'],
	'second-screen': [
		'assistance.beside',
		'cases.beside',
		'cases.answer',
		'cases.confirm',
		'payments.of-case',
		'satisfaction.rate',
		'satisfaction.beside',
		'assistance.give-back',
		'counter.ask-help',
		'places.centre'
	]
} as const;

export type DeviceKind = keyof typeof deviceRights;

export const residentRights = [
	'assistance.my-needs',
	'assistance.ask-for-help',
	'readiness.mine',
	'cases.mine',
	'cases.claim',
	'assistance.my-learned',
	'cases.show-mine',
	'cases.answer',
	'cases.confirm-own',
	'cases.choose-own-way',
	'payments.of-case',
	'privacy.my-looks',
	'privacy.withdraw',
	'privacy.my-consents',
	'privacy.my-requests',
	'privacy.make-request',
	'privacy.take-request-back',
	'privacy.take-out',
	'privacy.everything',
	'residents.me',
	'residents.my-mandates',
	'residents.revoke-mandate',
	'access.sign-out',
	'payments.receipt'
];

/** Whoever holds a slip can follow, pay and print; the slip shows no personal data. */
export const slipRights = ['cases.follow', 'payments.of-case', 'payments.receipt', 'cases.slip'];

export const publicRights = [
	'places.centre',
	'places.open-now',
	'places.centres',
	'places.old-address',
	'procedures.catalogue',
	'procedures.find',
	'counter.wait',
	'counter.ticket',
	'counter.take-ticket',
	'counter.leave',
	'cases.find-slip',
	'satisfaction.rate-by-link',
	'satisfaction.chance',
	'cases.open-confirm-link',
	'cases.confirm-by-link'
];
