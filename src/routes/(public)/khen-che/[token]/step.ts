type Chance = { used: boolean; low: boolean; saidWhy: boolean } | null;

/** What whoever holds the link reads now: the faces, why it was not good, the thanks, or that it is over. */
export function ratingStep(chance: Chance, asked: URLSearchParams): 'open' | 'why' | 'thanks' | 'used' | 'over' {
	if (!chance) return 'over';
	if (!chance.used) return 'open';
	if (asked.has('cam-on')) return 'thanks';
	// Also whoever rated on the screen at the desk, and opened the link to say more.
	return chance.low && !chance.saidWhy ? 'why' : chance.low ? 'thanks' : 'used';
}
