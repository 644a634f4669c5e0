import { checkAtDesk, wordsAtDesk } from '#capabilities/notices/check.server.ts';
import { WordForm } from '#capabilities/notices/forms.ts';
import { byStaff } from '#web/acting.server.ts';
import type { Context } from '#platform/context.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** The words without whose they are: whoever sits there has the telephone before them. */
async function wordsOf(context: Context, sent: string) {
	const { words, locale, at } = await wordsAtDesk(context, { sent });
	return { words, locale, at };
}

/** Whether a word on a telephone that somebody shows was sent by the centre. */
export const load: PageServerLoad = async (event) => {
	await staffWho(event, checkAtDesk);
	return { request: newId(), locale: event.locals.locale };
};

export const actions: Actions = {
	default: byStaff(checkAtDesk, {
		reads: WordForm,
		shows: async ({ sent, why, until }, { who, input }) => ({
			found: sent === null ? null : await wordsOf(who.context, sent),
			...{ why, until: until === null ? null : new Date(until), code: input.code, end: input.end }
		})
	})
};
