import { clock } from '#design/clock.ts';
import { clockTime, spokenDate, type Locale } from '#design/spoken.ts';
import { dayOf } from '#kernel/day.ts';
import { m } from '#words';
import { word } from '#words/word.ts';
import type { Shown, ToldAbout, Tried } from '../answers.ts';

/** When something was handed over or said, as it is read: "thứ Ba, 14 tháng 7, 9 giờ 45". */
export const momentOf = (at: Date, locale: Locale): string =>
	`${spokenDate(dayOf(at), locale)}, ${clockTime(clock(at), locale)}`;

/** What was heard of a hand-over; of a letter it is said otherwise. */
const saidWords = (channel: Tried['channel'], said: Tried['said']): string =>
	channel === 'letter' ? letterSaid(said) : word(`notices.said-${said}`);
export const letterSaid = (said: Tried['said']): string =>
	said === 'taken' || said === 'arrived' || said === 'failed'
		? word(`notices.letter-${said}`)
		: m['notices.letter-handed']();

/** How far a hand-over came, by which way and when. */
export const triedWords = ({ channel, said, by, handedAt, saidAt }: Tried, locale: Locale): string => {
	const [way, what] = [word(`notices.by-${channel}`), saidWords(channel, said)];
	const when = momentOf(saidAt ?? handedAt, locale);
	return by ? m['notices.tried-by']({ way, what, when, by }) : m['notices.tried']({ way, what, when });
};

/** Why something was told no further, or is told by a person. */
export const whyOf = ({ state, why }: Pick<Shown, 'state' | 'why'>): string =>
	why && isWhy(why) ? word(`notices.why-${why}`) : word(`notices.state-${state}`);

/** How far a word went that nobody has heard of yet: as its last hand-over says. */
export const wentWords = ({ state, why, tried }: ToldAbout): string =>
	state === 'out' && tried ? word(`notices.said-${tried}`) : whyOf({ state, why });

const asked = [
	'no-way',
	'wants-call',
	'silent',
	'not-arrived',
	'no-yes',
	'unheard',
	'trial',
	'shared',
	'budget',
	'letter',
	'letter-out',
	'letter-posted',
	'letter-back'
] as const;
const over = ['overtaken', 'too-late', 'not-reached', 'barred', 'gone', 'proxy-over', 'erased'] as const;
type Why = (typeof asked)[number] | (typeof over)[number];
const isWhy = (why: string): why is Why => ([...asked, ...over] as readonly string[]).includes(why);
