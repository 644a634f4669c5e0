/** What a phone says of this room's doors, by name: no server's code goes to a phone. */
export const atDoor = {
	recordVisit: 'assistance.record-visit',
	recordNeed: 'assistance.record-need',
	planNeed: 'assistance.plan-need',
	closeNeed: 'assistance.close-need',
	takeBackVisit: 'assistance.take-back-visit'
} as const;
