// The verbs of the house in groups that belong together. Which role holds which group stands in `rules-roles.ts`.

export const signedIn = [
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

export const hall = [
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

/** The register of the commune: figures for all who serve, a record for a reason. */
export const knowPeople = [
	'residents.find',
	'residents.register',
	'residents.correct',
	'residents.set-needs',
	'residents.note-paper',
	'residents.found-household',
	'residents.join-household',
	'residents.leave-household',
	'privacy.record'
];

export const sitBeside = [
	...knowPeople,
	'residents.match-card',
	'residents.record-unverified',
	'residents.like',
	'residents.compare-card',
	'residents.let-follow',
	'residents.stand-for',
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
	'privacy.withdraw',
	'privacy.make-request',
	'privacy.requests-beside',
	'privacy.take-request-back',
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
export const loop = [
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
export const settleDays = ['readiness.calendar', 'readiness.mark-no-show', 'readiness.record-outcome'];
export const ready = [
	'readiness.record-triage',
	'readiness.beside',
	'readiness.book',
	'readiness.cancel-booking',
	...settleDays
];

/** The days on which the police receive people, at the station or with the kit. */
export const writeDays = ['readiness.open-slots', 'readiness.call-off'];

export const receive = [
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

export const lead = [
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
	'cases.not-mine',
	'cases.settle-claim',
	'counter.desks'
];

/** What people ask about their own data, and what becomes of it: whoever answers for the centre. */
export const answerForData = [
	'privacy.requests',
	'privacy.would-stay',
	'privacy.request',
	'privacy.acknowledge-request',
	'privacy.extend-request',
	'privacy.settle-request',
	'privacy.take-out',
	'privacy.everything',
	'privacy.erase'
];

/** How the centre keeps to its clocks and keeping times: no word of anybody. */
export const watchData = ['privacy.request-counts', 'privacy.periods', 'privacy.erasures', 'privacy.retention'];

/** Two rows that may be one person: whoever reads papers decides. */
export const joinPeople = [
	'residents.twins',
	'residents.not-same',
	'residents.merge',
	'residents.unmerge',
	'residents.merges',
	'residents.set-why'
];

/** The register as a whole: whoever answers for what a commune keeps of its people. */
export const keepRegister = [
	'imports.list',
	'imports.show',
	'imports.rows',
	'imports.begin',
	'imports.map',
	'imports.decide-row',
	'imports.drop',
	'imports.apply',
	'imports.undo'
];
