/**
 * When something was said, by a phone's clock and how far that was ahead when it was last compared: never later than it arrived, nor
 * before the phone was this person's, nor before what was said on it before (`last`): an empty battery sets a clock back. Milliseconds.
 */
export function saidOf(
	{ clientTime, skewMs }: { clientTime: number; skewMs: number },
	{ arrived, since, last = null }: { arrived: Date; since: Date; last?: Date | null }
): Date {
	const said = clientTime - skewMs;
	const whole = Number.isFinite(said) ? said : arrived.getTime();
	const least = Math.max(since.getTime(), last?.getTime() ?? 0);
	return new Date(Math.min(Math.max(whole, least), arrived.getTime()));
}
