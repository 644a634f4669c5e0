const HOUR = 3_600_000;

/** Whether a phone has been heard of within a day, within five days, or longer not: after five days its browser may forget what lies there. */
export function howLong({ seenAt }: { seenAt: Date | null }, now: Date): 'fresh' | 'away' | 'lost' {
	const hours = seenAt === null ? Infinity : (now.getTime() - seenAt.getTime()) / HOUR;
	return hours <= 24 ? 'fresh' : hours <= 120 ? 'away' : 'lost';
}
