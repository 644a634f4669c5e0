import * as v from 'valibot';
import { choosable, locales } from './answers.ts';
import { Choose } from './inputs.ts';

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
