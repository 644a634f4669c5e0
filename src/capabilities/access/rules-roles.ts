/** What a member of staff may be at a place. */
export const roles = ['guide', 'receiving-officer', 'leader', 'administrator', 'province'] as const;
export type Role = (typeof roles)[number];

const signedIn = [
	'access.sign-out',
	'access.sit-at-desk',
	'access.colleagues',
	'places.centre',
	'places.open-now',
	'places.hamlets',
	'places.old-address',
	'procedures.catalogue',
	'procedures.find'
];

const hall = [
	'counter.board',
	'counter.desk',
	'counter.take-ticket',
	'counter.call-next',
	'counter.call-again',
	'counter.mark-missed',
	'counter.park',
	'counter.call-back',
	'counter.transfer',
	'counter.finish',
	'counter.confirm-priority',
	'counter.answer-help',
	'counter.wait',
	'counter.ticket',
	'counter.desks',
	'assistance.quick-help',
	'assistance.quick-today'
];

const sitBeside = [
	'residents.find',
	'residents.match-card',
	'residents.record-unverified',
	'residents.like',
	'residents.register',
	'residents.correct',
	'residents.set-needs',
	'residents.found-household',
	'residents.join-household',
	'residents.leave-household',
	'privacy.record',
	'residents.let-follow',
	'residents.revoke-mandate',
	'residents.mandates-beside',
	'assistance.start',
	'assistance.end',
	'assistance.wrong-person',
	'assistance.hand-over',
	'assistance.lock',
	'assistance.unlock',
	'assistance.mine',
	'assistance.elsewhere',
	'assistance.ask-consent',
	'assistance.asked-consents',
	'cases.start',
	'cases.resume',
	'cases.put-aside',
	'cases.begun',
	'cases.name-people',
	'cases.people-in-session',
	'cases.answer',
	'cases.judge-paper',
	'cases.add-paper',
	'cases.choose-way',
	'cases.in-session',
	'cases.make-confirm-link',
	'cases.confirm-on-paper',
	'cases.record-official-code',
	'cases.slip',
	'cases.paper-file',
	'payments.of-case',
	'payments.enter-fee'
];

/** The one loop: what somebody needs, who helps by when, what became of it, and how she does later. */
const loop = [
	'residents.find',
	'assistance.record-need',
	'assistance.take-need',
	'assistance.plan-need',
	'assistance.close-need',
	'assistance.reopen-need',
	'assistance.answer-follow-up',
	'assistance.need-board',
	'assistance.show-need',
	'assistance.needs-beside'
];

/** Before the e-ID: five questions, the next door, and a time at the police. Nobody here can make an account. */
const ready = [
	'readiness.record-triage',
	'readiness.beside',
	'readiness.book',
	'readiness.calendar',
	'readiness.cancel-booking',
	'readiness.mark-no-show',
	'readiness.record-outcome'
];

const receive = [
	'cases.receive',
	'cases.submit',
	'cases.worklist',
	'cases.show',
	'cases.people',
	'cases.find-by-slip',
	'cases.record-official-code',
	'cases.record-status',
	'cases.hand-result',
	'cases.paper-file',
	'cases.try-portal',
	'cases.file-by-hand',
	'cases.slip',
	'payments.of-case',
	'payments.enter-fee',
	'payments.take-cash',
	'payments.receipt'
];

const lead = [
	'places.check-hamlets',
	'places.load-hamlets',
	'insights.today',
	'insights.counted',
	'access.pair-device',
	'access.revoke-device',
	'access.devices',
	'access.revoke-sessions',
	'platform.given-up',
	'platform.retry-delivery',
	'platform.heartbeats',
	'payments.unmatched',
	'payments.settle',
	'cases.troubles',
	'counter.desks'
];

/** Two rows that may be one person: whoever reads papers decides. */
const joinPeople = [
	'residents.twins',
	'residents.not-same',
	'residents.merge',
	'residents.unmerge',
	'residents.merges',
	'residents.set-why'
];

/** The register as a whole: whoever answers for what a commune keeps of its people. */
const keepRegister = [
	'residents.imports',
	'residents.import',
	'residents.import-rows',
	'residents.begin-import',
	'residents.map-import',
	'residents.decide-row',
	'residents.drop-import',
	'residents.apply-import',
	'residents.undo-import'
];

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
		...joinPeople,
		...keepRegister,
		'assistance.find-needs',
		'readiness.open-slots'
	],
	administrator: [...signedIn, ...lead, 'access.make-staff', 'access.make-api-key', 'residents.erase'],
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
	'cases.show-mine',
	'cases.answer',
	'cases.confirm-own',
	'cases.choose-own-way',
	'payments.of-case',
	'privacy.my-looks',
	'privacy.withdraw',
	'privacy.my-consents',
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
