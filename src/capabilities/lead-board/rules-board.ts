/** So long without a word from any phone of a hamlet is silence: as long as the server's half of a phone's key is lent. */
const SILENT_DAYS = 3;
const DAY = 86_400_000;

/** Days without a campaign of which the board tells. */
export const DAYS_SHOWN = 30;

export type Heard = {
	/** Since when somebody has gone there; null where nobody does. */
	since: Date | null;
	/** When a phone of theirs was last in contact. */
	seenAt: Date | null;
};

/**
 * How a hamlet is heard of. `silent` is no bad news: nobody who goes there has been in contact for three days, though they have gone
 * there for as long. `nobody`: nobody goes there.
 */
export function hearingOf({ since, seenAt }: Heard, now: Date): 'heard' | 'silent' | 'nobody' {
	if (since === null) return 'nobody';
	const before = now.getTime() - SILENT_DAYS * DAY;
	const heard = seenAt !== null && seenAt.getTime() > before;
	return heard || since.getTime() > before ? 'heard' : 'silent';
}

type Phone = { pairedAt: Date; seenAt: Date | null; waiting: number; revokedAt: Date | null; wipedAt: Date | null };

/**
 * Why a phone is looked after, by what the server knows. `parted`: it was parted and has not delivered and been emptied. `waiting`:
 * silent for three days, and words lie on it. `locked`: silent as long, so that the server's half of its key is no longer lent; it
 * opens again when it is in contact.
 */
export function unsafeWhy(
	{ pairedAt, seenAt, waiting, revokedAt, wipedAt }: Phone,
	now: Date
): 'parted' | 'waiting' | 'locked' | null {
	if (wipedAt !== null) return null;
	if (revokedAt !== null) return 'parted';
	const last = (seenAt ?? pairedAt).getTime();
	if (last > now.getTime() - SILENT_DAYS * DAY) return null;
	return waiting > 0 ? 'waiting' : 'locked';
}

type Handover = { toArea: string | null; receivedAt: Date | null; holding: number };

/** Doors on their way: that no phone of their new area has received, and that an old phone still holds. */
export const onTheirWay = (all: readonly Handover[]): { given: number; held: number } => ({
	given: all.filter(({ toArea, receivedAt }) => toArea !== null && receivedAt === null).length,
	held: all.filter(({ toArea, receivedAt, holding }) => holding > 0 && (toArea === null || receivedAt !== null)).length
});

/** What a number of the board opens. */
export const shownStates = [
	'all',
	'reached',
	'left',
	'uncounted',
	'first',
	'first-reached',
	'first-left',
	'promises',
	'phones'
] as const;
export type ShownState = (typeof shownStates)[number];

/** Those that are doors. */
export const doorStates = ['all', 'reached', 'left', 'uncounted', 'first', 'first-reached', 'first-left'] as const;
export type DoorState = (typeof doorStates)[number];

/** Why a visit is not counted: it was taken back, lies in a box, was laid aside, is being asked about, or was so decided. */
export const uncountedWhys = [
	'taken-back',
	'held',
	'rerouted',
	'rejected',
	'conflict',
	'dropped',
	'asked',
	'not-counted'
] as const;
export type UncountedWhy = (typeof uncountedWhys)[number];

type InHamlet = { hamlet: number; open: number };

/**
 * Where a page falls in a list that goes hamlet by hamlet: how many rows there are in all, on which hamlets the page lies, and how many rows
 * of the first of these come before it.
 */
export function pageOver(
	hamlets: readonly InHamlet[],
	from: number,
	rows: number
): { whole: number; on: number[]; skip: number } {
	const on: number[] = [];
	let [whole, skip] = [0, 0];
	for (const { hamlet, open } of hamlets) {
		const before = whole;
		whole += open;
		if (whole <= from || before >= from + rows) continue;
		if (on.length === 0) skip = from - before;
		on.push(hamlet);
	}
	return { whole, on, skip };
}
