// When several signs of one system come so close together that they are asked about as one thing.

/** So close together do alike signs come. */
export const WINDOW_MINUTES = 120;
/** So many of them are asked about. */
export const ENOUGH = 3;
/** What is older suggests nothing any more: whoever had it has gone on by now. */
export const FRESH_MINUTES = 24 * 60;

const MINUTE = 60_000;

/** Something that went wrong with a system: a ticket, or a try that the portal did not answer. */
export type Sign = { system: string; at: Date };

/** Those of one system that stand with enough others within one window, in the order of their times. */
function crowded<S extends Sign>(signs: readonly S[]): S[] {
	const sorted = signs.toSorted((a, b) => a.at.getTime() - b.at.getTime());
	const kept = new Set<S>();
	for (let first = 0; first + ENOUGH <= sorted.length; first++) {
		const window = sorted.slice(first, first + ENOUGH);
		const wide = window.at(-1)!.at.getTime() - window[0]!.at.getTime();
		if (wide <= WINDOW_MINUTES * MINUTE) for (const one of window) kept.add(one);
	}
	return sorted.filter((one) => kept.has(one));
}

export type Suggestion<S extends Sign> = { system: S['system']; since: Date; signs: S[] };

/** What is suggested to be one incident: by system, since its earliest sign. Nothing of it is opened by itself. */
export function suggestions<S extends Sign>(signs: readonly S[], now: Date): Suggestion<S>[] {
	const fresh = signs.filter(({ at }) => at <= now && now.getTime() - at.getTime() <= FRESH_MINUTES * MINUTE);
	return [...Map.groupBy(fresh, ({ system }) => system)].flatMap(([system, own]) => {
		const alike = crowded(own);
		return alike.length === 0 ? [] : [{ system, since: alike[0]!.at, signs: alike }];
	});
}
