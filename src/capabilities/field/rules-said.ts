/**
 * When something was said, by a phone's clock and how far that was ahead when it was last compared: never later than it arrived, nor
 * before the phone was this person's. Milliseconds.
 */
export function saidOf(
	{ clientTime, skewMs }: { clientTime: number; skewMs: number },
	{ arrived, since }: { arrived: Date; since: Date }
): Date {
	const said = clientTime - skewMs;
	const whole = Number.isFinite(said) ? said : arrived.getTime();
	return new Date(Math.min(Math.max(whole, since.getTime()), arrived.getTime()));
}
