/** What a phone says of this room's doors, by name: no server's code goes to a phone. */
export const supportAtDoor = { open: 'support.open-at-door' } as const;
