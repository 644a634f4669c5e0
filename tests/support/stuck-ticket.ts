import { sayOn, type Held } from './field.ts';

/** A ticket of whoever is stuck at a door, as the phone of the field says it: of nobody in particular, and calm. */
export const ticketOf = (more: Record<string, unknown> = {}) => ({
	...{ id: crypto.randomUUID(), person: null, caller: null, own: false, phone: null, system: 'portal', device: null },
	...{ stuck: 'one', due: 'today', words: 'cổng quay mãi không vào', ...more }
});

/** Writes it on a phone; answers the id of its word. */
export const open = (held: Held, input: Record<string, unknown>, household: string | null, people: string[] = []) =>
	sayOn(held, 'support.open-at-door', input, { household, people });
