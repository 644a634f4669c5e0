/** Where a door belongs and who says something of it. */
export type Placing = {
	/** The area of the operation as its phone knew it. */
	area: string;
	/** The areas that its author works in now, and those that they ever did. */
	now: ReadonlySet<string>;
	ever: ReadonlySet<string>;
	/** The area that the door belongs to now; null for none, undefined for a door that nobody knows. */
	holds: string | null | undefined;
	/** The areas that it was handed over from. */
	before: readonly string[];
	/** The command brings the door or the person with it. */
	founds: boolean;
	/** A no wins over everything, also late. */
	wins: boolean;
};

export type Place =
	/** Done as its author, who is held to these areas. */
	| { to: 'run'; areas: readonly string[] }
	/** Laid in the box of whoever goes there now, or of the lead where nobody does. */
	| { to: 'box'; area: string | null }
	| { to: 'refuse' };

/**
 * Where an operation goes. Whoever works where the door belongs, writes. Who worked there when they went, and does no longer because
 * the door or they were moved, has said something true that arrives late: it waits for whoever goes there now, a no alone does not.
 * Whoever never did is refused.
 */
export function placeOf({ area, now, ever, holds, before, founds, wins }: Placing): Place {
	if (founds && !holds) return now.has(area) ? { to: 'run', areas: [...now] } : late(ever.has(area), area);
	if (holds && now.has(holds)) return { to: 'run', areas: [...now] };
	if (holds === undefined && now.has(area)) return { to: 'run', areas: [...now] };
	const went = ever.has(area) && (holds === area || holds === undefined || before.includes(area));
	if (went && wins && holds) return { to: 'run', areas: [...now, holds] };
	return late(went, holds ?? null);
}

const late = (went: boolean, area: string | null): Place => (went ? { to: 'box', area } : { to: 'refuse' });
