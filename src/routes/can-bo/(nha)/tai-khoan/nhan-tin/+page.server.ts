import { keepOwnReach, ownReach, proveOwnReach } from '#capabilities/notices/own-reach.server.ts';
import { ownMails, tellMeByMail } from '#capabilities/notices/mail-staff.server.ts';
import { tellKey } from '#platform/telling.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import { findWord } from '#words/word.ts';
import type { Actions, PageServerLoad } from './$types';

/** By which a member of the staff is reached: for words that they try out, and for what they are told. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, ownReach);
	const { wants, mails } = await ownMails(context, {});
	return {
		...{ own: await ownReach(context, {}), wants, locale: event.locals.locale },
		mails: mails.map((one) => ({ ...one, words: findWord(tellKey(one.fact)) ?? '' })),
		...{ request: newId(), done: event.url.searchParams.get('da') }
	};
};

const done = (da: string): string => withQuery(paths.staff.ownReach, { da });

export const actions: Actions = {
	keep: byStaff(keepOwnReach, { to: ({ kept }) => done(kept ? 'ghi' : 'bo') }),
	prove: byStaff(proveOwnReach, {
		shows: ({ why }, { input }) => (why === null ? undefined : { why, kind: input.kind }),
		to: done('dung')
	}),
	tellMe: byStaff(tellMeByMail, {
		given: { locale: (_, event) => event.locals.locale },
		to: ({ wants }) => done(wants ? 'thu' : 'thoi')
	})
};
