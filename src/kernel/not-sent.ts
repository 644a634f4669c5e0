/** Thrown instead of any other fault where it is certain that nothing went out: no line to the other side could be made. */
export class NotSent extends Error {}
