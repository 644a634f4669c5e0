import { previewText } from '#capabilities/notices/preview-text.server.ts';
import { testText } from '#capabilities/notices/test-text.server.ts';
import { agreeText, dropText, putTextBack, text, writeText } from '#capabilities/notices/texts.server.ts';
import type { RequestEvent } from '@sveltejs/kit';
import { may } from '#platform/dispatch.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { backTo, keyOf, textOf, typedOf } from './text.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** One text that people are told: its words, how each way shows them, and its versions. */
export const load: PageServerLoad = async (event) => {
	const { context, actor } = await staffWho(event, text);
	return {
		...(await textOf(event, context)),
		agrees: may(actor, agreeText),
		...{ request: newId(), locale: event.locals.locale, done: event.url.searchParams.get('da') }
	};
};

const given = {
	fact: (_: unknown, event: RequestEvent) => keyOf(event).fact,
	forAnother: (_: unknown, event: RequestEvent) => keyOf(event).forAnother,
	locale: (_: unknown, event: RequestEvent) => keyOf(event).locale
};
const done = (da: string) => (_: unknown, came: { event: RequestEvent }) => backTo(came.event, da);

export const actions: Actions = {
	look: byStaff(previewText, { given, shows: (preview) => ({ preview }) }),
	save: byStaff(writeText, { given, to: done('ghi'), beside: typedOf }),
	test: byStaff(testText, {
		given,
		shows: async (_, { event, form }) => ({ ...(await typedOf(event, form)), tested: true }),
		beside: typedOf
	}),
	agree: byStaff(agreeText, { to: done('dong-y') }),
	drop: byStaff(dropText, { to: done('bo') }),
	back: byStaff(putTextBack, { given, to: done('dung-lai') })
};
