/** What a phone says of this room's doors, by name: no server's code goes to a phone. */
export const fieldAtDoor = {
	/** A look, which whoever lives there reads. */
	openDoor: 'field.open-door',
	reportCard: 'field.report-card',
	notePractice: 'field.note-practice',
	setOut: 'field.set-out',
	stayLonger: 'field.stay-longer',
	sayHome: 'field.say-home',
	raiseAlarm: 'field.raise-alarm'
} as const;
