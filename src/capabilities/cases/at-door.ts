/** What a phone says of this room's doors, by name: no server's code goes to a phone. */
export const caseAtDoor = {
	write: 'cases.write-at-door',
	bringPhoto: 'cases.bring-photo',
	takeBack: 'cases.take-back-at-door'
} as const;

/** A photo travels in parts of so many bytes, each a word of its own: sealed twice and in base64 one still fits a parcel. */
export const PART_BYTES = 32_000;
export const MOST_PARTS = 24;
/** Of the signed sheet and of papers that somebody showed. */
export const MOST_PHOTOS = 6;
