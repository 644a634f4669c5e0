import * as v from 'valibot';
import { readWhole } from '#kernel/plain.ts';
import { choosable, locales } from './answers.ts';
import { Choose, SetCosts } from './inputs.ts';

const number = v.pipe(v.string(), v.regex(/^\d{1,2}$/, 'notice-hours'), v.toNumber());
const orNone = (text: string | undefined): string | null => text?.trim() || null;

/** How somebody wants to be told, as the boxes say it. An address stands only where it is the way. */
export const HowForm = v.pipe(
	v.object({
		locale: v.picklist(locales),
		channel: v.picklist(choosable, 'notice-channel'),
		email: v.optional(v.string()),
		from: number,
		to: number,
		'noon-rest': v.optional(v.string()),
		with: v.optional(v.string())
	}),
	v.transform((form) => ({
		...{ locale: form.locale, channel: form.channel, email: orNone(form.email) },
		...{ fromHour: form.from, toHour: form.to, noonRest: form['noon-rest'] !== undefined },
		withId: orNone(form.with)
	})),
	Choose
);

const dong = v.pipe(
	v.string(),
	v.transform((text) => (text.trim() === '' ? null : readWhole(text)))
);

/** Prices and the month's money, as the boxes say them: an empty one is not known. */
export const CostsForm = v.pipe(
	v.object({
		seen: v.string(),
		...{ sms: dong, smsSecond: dong, zalo: dong, letter: dong, budget: dong },
		unmarked: v.optional(v.string())
	}),
	v.transform(({ unmarked, ...set }) => ({ ...set, unmarked: unmarked === 'yes' })),
	SetCosts
);

/** The two boxes by which a word is asked after: the code at its end, and the last three digits of the telephone that it came to. */
export const WordForm = v.pipe(
	v.object({ ma: v.pipe(v.string(), v.maxLength(40)), cuoi: v.pipe(v.string(), v.maxLength(40)) }),
	v.transform(({ ma, cuoi }) => ({ code: ma, end: cuoi }))
);
