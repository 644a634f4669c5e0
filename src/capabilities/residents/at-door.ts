/** What a phone says of this room's doors, by name: no server's code goes to a phone. */
export const residentsAtDoor = {
	place: 'residents.place-door',
	setNeeds: 'residents.set-needs',
	recordUnverified: 'residents.record-unverified',
	join: 'residents.join-household',
	leave: 'residents.leave-household',
	nameHead: 'residents.name-head',
	correct: 'residents.correct'
} as const;
