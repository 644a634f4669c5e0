/** Pictures of the house that a step may have, in the order in which they are offered; each has its words (`pic-…`). */
export const pictures = [
	...[
		'tap-gear',
		'tap-row',
		'big-letters',
		'read-big',
		'side-keys',
		'sound-up',
		'hold-power',
		'dark-screen',
		'wifi-waves'
	],
	...['many-photos', 'bin', 'three-fingers', 'call-back', 'phone-learn', 'type-it', 'padlock', 'e-id', 'scan-code'],
	...['appointment', 'speaker', 'speaker-off', 'line-lost', 'hang-up', 'tea', 'own-number', 'no-link', 'stop', 'cash'],
	...[
		'letter',
		'paper',
		'ticket',
		'own-card',
		'health-card',
		'at-counter',
		'commune-house',
		'police',
		'family',
		'look',
		'question',
		'writing'
	]
] as const;
export type Picture = (typeof pictures)[number];
