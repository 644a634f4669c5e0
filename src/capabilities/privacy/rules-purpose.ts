/** Reasons that somebody gives where no session and no case gives one. Each is a sentence that the person reads. */
export const chosenPurposes = [
	'asked-by-person',
	'call-back',
	'by-paper',
	'household-list',
	'duplicate-check',
	'data-request'
] as const;
export type ChosenPurpose = (typeof chosenPurposes)[number];
