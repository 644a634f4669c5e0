/** What a phone says of this room's doors, by name: no server's code goes to a phone. */
export const consentAtDoor = {
	ask: 'privacy.ask-consent',
	withdraw: 'privacy.withdraw',
	unsay: 'privacy.unsay-consent'
} as const;
