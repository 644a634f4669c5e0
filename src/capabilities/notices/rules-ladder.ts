import { dayOf } from '#kernel/day.ts';
import type { Channel, TrySaid } from './answers.ts';
import { nextDay, nextHour, type Hours } from './rules-hours.ts';

// By which way a word goes next. One way after another: the next is taken only where the one before did not reach them.

/** A hand-over that was made. */
export type Made = { channel: Channel; said: TrySaid; handedAt: Date; again: number };

export type Facing = {
	now: Date;
	/** It has to be heard. */
	must: boolean;
	until: Date | null;
	/** Whether they said yes to being sent words; nobody is told anything at all who is gone, or wants their data left alone. */
	may: 'yes' | 'no-yes' | 'barred' | 'gone';
	hours: Hours;
	/** Whether the centre sends words to people; on trial it does not. */
	live: boolean;
	/** The ways that reach them, the one they chose first. */
	ways: readonly Channel[];
	/** Ways for which no money is left this month. What has to be heard goes by them all the same. */
	dear: ReadonlySet<Channel>;
	/** They want to be called, and nothing sent. */
	wantsCall: boolean;
	/** Whether a letter may carry it and finds them. */
	letter: boolean;
	/** They have a telephone. */
	phone: boolean;
	/** They have said that they want no texts: whoever was never asked has not. */
	stopped: boolean;
	/** Ways whose gateway takes one id once: whoever was silent there may be asked again. */
	keepIds: ReadonlySet<Channel>;
	made: readonly Made[];
	/** How many words they were handed today. */
	today: number;
};

/** Why a word is a person's turn: somebody prints it (`letter`), calls, or reads it to them. */
type Asked =
	| 'no-way'
	| 'silent'
	| 'not-arrived'
	| 'no-yes'
	| 'wants-call'
	| 'trial'
	| 'barred'
	| 'budget'
	| 'letter'
	| 'letter-back';

export type Step =
	| { do: 'hand'; channel: Channel }
	| { do: 'again' }
	| { do: 'wait'; until: Date }
	| { do: 'ask'; why: Asked }
	| { do: 'told' }
	| { do: 'over'; why: 'too-late' | 'no-yes' | 'not-reached' | 'barred' | 'gone' | 'trial' };

/** So many words a day, besides what has to be heard. */
export const MOST_A_DAY = 3;
/** How long a receipt is waited for, by who carries it; e-mail has none. */
const RECEIPT_MS = 30 * 60_000;
/** A silent gateway that keeps ids is asked again after 1, 2, 4, 8 and 16 minutes. */
const AGAIN_MOST = 5;
const AGAIN_MS = 60_000;
const EDGE_MS = 5 * 60_000;

export const waitAfterSilence = (again: number): number => AGAIN_MS * 2 ** again;

const later = (at: Date, ms: number): Date => new Date(at.getTime() + ms);

/**
 * A second way to the same telephone takes over where a gateway certainly took nothing: never where a text may be on its way, nor from a
 * telephone that took none.
 */
const TEXTS: readonly Channel[] = ['sms', 'sms-2'];
const NOTHING_WENT: readonly TrySaid[] = ['refused', 'unsent'];
const wasTexted = (made: readonly Made[]): boolean =>
	made.some(({ channel, said }) => TEXTS.includes(channel) && !NOTHING_WENT.includes(said));

const isDear = ({ must, dear }: Facing, way: Channel): boolean => !must && dear.has(way);

/** So long a letter may take until it is there (days). Whoever has a telephone is not written to about a day that is nearer. */
const LETTER_DAYS = 3;

type Paper = Pick<Facing, 'letter' | 'made' | 'until' | 'now' | 'phone'>;

/** Whether a letter may still carry it: it finds them, none of it went, and it is there before its day. */
export const mayWrite = ({ letter, made, until, now, phone }: Paper): boolean =>
	letter &&
	made.every(({ channel }) => channel !== 'letter') &&
	(!phone || until === null || later(now, LETTER_DAYS * 86_400_000) <= until);

/** Ways that were not taken yet. */
const waysLeft = (facing: Facing): Channel[] =>
	facing.ways.filter((way) =>
		way === 'letter'
			? mayWrite(facing)
			: !facing.made.some((one) => one.channel === way) && !(TEXTS.includes(way) && wasTexted(facing.made))
	);

/** What must be told goes on paper where no telephone is, where texts were stopped, and to whoever chose letters. */
const isForPaper = (facing: Facing): boolean =>
	facing.must &&
	mayWrite(facing) &&
	(!facing.phone || facing.ways.includes('letter') || (facing.may === 'no-yes' && facing.stopped));

/** The next of them for which there is money. */
const nextWay = (facing: Facing): Channel | undefined => waysLeft(facing).find((way) => !isDear(facing, way));

/** When it is looked at again whether what was taken arrived. */
export const receiptBy = ({ channel }: Pick<Made, 'channel'>, now: Date): Date =>
	channel === 'email' || channel === 'push' ? now : later(now, RECEIPT_MS);

/** It was taken. Its receipt is waited for, where there are any; what has to be heard then goes another way. */
function afterTaken(last: Made, { now, must }: Facing): Step | null {
	const until = receiptBy(last, last.handedAt);
	if (until > last.handedAt && now < until) return { do: 'wait', until };
	return must ? null : { do: 'told' };
}

/** It certainly did not go: another way is taken at once, else the same again and again. */
function afterUnsent(last: Made, facing: Facing): Step | null {
	if (
		nextWay(facing) ||
		last.again >= AGAIN_MOST ||
		isDear(facing, last.channel) ||
		!facing.ways.includes(last.channel)
	)
		return null;
	const until = later(last.handedAt, waitAfterSilence(last.again));
	return facing.now < until ? { do: 'wait', until } : { do: 'again' };
}

/** Whether it went is not known: sent another way it might be two. A receipt may still come; else somebody goes on. */
function afterSilence(last: Made, { now, keepIds, ways }: Facing): Step {
	const until = later(last.handedAt, waitAfterSilence(last.again));
	if (now < until) return { do: 'wait', until };
	// An id is kept for the day alone, and in its last minutes nobody knows by whose clock.
	// On trial the ways are those of staff alone: what went to somebody else is asked after no more.
	const may =
		ways.includes(last.channel) &&
		keepIds.has(last.channel) &&
		last.again < AGAIN_MOST &&
		dayOf(last.handedAt) === dayOf(later(now, EDGE_MS));
	return may ? { do: 'again' } : { do: 'ask', why: 'silent' };
}

/** What became of the last hand-over, where nothing new is to be begun. */
function standing(last: Made, facing: Facing): Step | null {
	switch (last.said) {
		case 'arrived':
		case 'read':
			return { do: 'told' };
		case 'taken':
			return afterTaken(last, facing);
		case 'unsent':
			return afterUnsent(last, facing);
		case 'handed':
		case 'silent':
			return afterSilence(last, facing);
		default:
			return null;
	}
}

const cameBack = ({ made }: Facing): boolean => made.at(-1)?.channel === 'letter';

/** What has to be heard by somebody who did not say yes to being sent words. */
function withoutYes(facing: Facing): Asked {
	if (isForPaper(facing)) return 'letter';
	return cameBack(facing) ? 'letter-back' : 'no-yes';
}

/** Who may be told nothing at all, or wants nothing but a call. */
function barredOr({ now, must, until, may, ...facing }: Facing): Step | null {
	if (until !== null && now >= until) return { do: 'over', why: 'too-late' };
	if (may === 'gone') return { do: 'over', why: 'gone' };
	// Nothing is sent to whoever wants their data left alone, and nobody calls: what must be heard is read when they come.
	if (may === 'barred') return must ? { do: 'ask', why: 'barred' } : { do: 'over', why: 'barred' };
	const calls = facing.wantsCall && facing.phone && facing.made.length === 0;
	return calls && may === 'yes' ? { do: 'ask', why: 'wants-call' } : null;
}

/** Where its next way is paper, at any hour: nobody is woken by a letter. */
const onPaper = (facing: Facing): Step | null =>
	nextWay(facing) === 'letter' || (isForPaper(facing) && waysLeft(facing).length === 0)
		? { do: 'ask', why: 'letter' }
		: null;

/** What settles it before any way is looked at; null where it is to go out. */
function settled(facing: Facing): Step | null {
	const barred = barredOr(facing);
	if (barred) return barred;
	const { now, must, may, made } = facing;
	const last = made.at(-1);
	const stands = last ? standing(last, facing) : null;
	if (stands && stands.do !== 'again') return stands;
	if (!facing.live) return must ? { do: 'ask', why: 'trial' } : { do: 'over', why: 'trial' };
	if (may === 'no-yes') return must ? { do: 'ask', why: withoutYes(facing) } : { do: 'over', why: 'no-yes' };
	const paper = stands ? null : onPaper(facing);
	if (paper) return paper;
	const hour = nextHour(now, facing.hours);
	return hour > now ? { do: 'wait', until: hour } : stands;
}

/** The next step of one word. */
export function nextStep(facing: Facing): Step {
	const { now, must, hours, made, today, dear } = facing;
	const stands = settled(facing);
	if (stands) return stands;
	if (today >= MOST_A_DAY && !must) return { do: 'wait', until: nextDay(now, hours) };
	const channel = nextWay(facing);
	if (channel) return { do: 'hand', channel };
	// It costs nobody anything to read it to them when they come by.
	const spared = waysLeft(facing).length > 0 || (made.at(-1)?.said === 'unsent' && dear.has(made.at(-1)!.channel));
	if (!must) return spared ? { do: 'ask', why: 'budget' } : { do: 'over', why: 'not-reached' };
	if (cameBack(facing)) return { do: 'ask', why: 'letter-back' };
	return { do: 'ask', why: made.length === 0 ? 'no-way' : 'not-arrived' };
}

/** What a hand-over gives as mark: 1 given (what failed on its way was), 2 arrived, 3 read. A notice keeps the highest that it ever had. */
export const markOf = (said: TrySaid): number =>
	({ handed: 0, silent: 0, unsent: 0, refused: 0, unheard: 0, taken: 1, failed: 1, arrived: 2, read: 3 })[said];
