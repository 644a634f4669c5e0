import * as v from 'valibot';
import { draws } from '#capabilities/certificates/draw.server.ts';
import { takeBackCertificate } from '#capabilities/certificates/give.server.ts';
import { GivenPage } from '#capabilities/certificates/inputs.ts';
import { given, oneGiven, questions } from '#capabilities/certificates/questions.server.ts';
import { missRecheck, rechecks } from '#capabilities/certificates/recheck.server.ts';
import { may } from '#platform/dispatch.server.ts';
import type { Context } from '#platform/context.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { isId, orNotFound } from '#web/ids.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** What only whoever leads sees: all that were given, one of them, and what to ask. */
async function ledOf(context: Context, { searchParams }: URL) {
	if (!may(context.actor, given)) return null;
	const which = searchParams.get('giay') ?? '';
	const turned = v.safeParse(GivenPage.entries.page, Number(searchParams.get('trang') ?? 0));
	const page = turned.success ? turned.output : 0;
	return {
		one: isId(which) ? await orNotFound(oneGiven(context, { certificate: which })) : null,
		given: await given(context, { page }),
		questions: await questions(context, {}),
		page
	};
}

/** Who is to be looked at again, and for whoever leads what was given and what to ask. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, rechecks);
	return {
		rechecks: await rechecks(context, {}),
		draws: await draws(context, {}),
		led: await ledOf(context, event.url),
		...{ request: newId(), locale: event.locals.locale, done: event.url.searchParams.get('da') }
	};
};

const done = (da: string): string => withQuery(paths.staff.certificates, { da });

export const actions: Actions = {
	missed: byStaff(missRecheck, { to: done('vang') }),
	back: byStaff(takeBackCertificate, { to: done('thu') })
};
