import * as v from 'valibot';
import { EventShown, nextSteps } from './answers.ts';
import { systems } from './rules-systems.ts';
import { devices } from './rules-device.ts';
import { states, urgencies } from './rules-clocks.ts';

// What an engineer reads of the tickets that were given to them.

/** Who may see to a ticket; `engineer`: they come from another organisation. */
export const Hand = v.object({ id: v.string(), name: v.string(), engineer: v.boolean() });
export type Hand = v.InferOutput<typeof Hand>;

export const MendLine = v.object({
	id: v.string(),
	number: v.number(),
	system: v.picklist(systems),
	device: v.nullable(v.picklist(devices)),
	machine: v.nullable(v.string()),
	urgency: v.picklist(urgencies),
	state: v.picklist(states),
	person: v.nullable(v.string()),
	/** Whose it is, and where they are rung. */
	name: v.nullable(v.string()),
	phone: v.nullable(v.string()),
	/** Who asked it for whom it is of, and where they are rung. */
	asked: v.nullable(v.object({ name: v.nullable(v.string()), phone: v.nullable(v.string()) })),
	next: v.picklist(nextSteps),
	nextOn: v.string(),
	version: v.number(),
	givenAt: v.date(),
	/** The centre that gave it. */
	by: v.string()
});
export type MendLine = v.InferOutput<typeof MendLine>;

/** How it ended that an engineer said was mended: not confirmed yet, they said that it works, or that it does not. */
export const mendEnds = ['solved', 'confirmed', 'back'] as const;
/** What they mended, without anybody of whom it was. */
export const MendedLine = v.object({
	id: v.string(),
	number: v.number(),
	system: v.picklist(systems),
	device: v.nullable(v.picklist(devices)),
	machine: v.nullable(v.string()),
	/** The centre that had given it. */
	centre: v.string(),
	mendedAt: v.date(),
	ended: v.picklist(mendEnds),
	endedAt: v.nullable(v.date()),
	/** Itself, as long as it is with them. */
	ticket: v.nullable(v.string())
});
export type MendedLine = v.InferOutput<typeof MendedLine>;

export const MendShown = v.object({ ...MendLine.entries, events: v.array(v.omit(EventShown, ['from'])) });
export type MendShown = v.InferOutput<typeof MendShown>;
