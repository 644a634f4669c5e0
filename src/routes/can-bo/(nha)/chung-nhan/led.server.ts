import { GivenPage } from '#capabilities/certificates/inputs.ts';
import { given, oneGiven, questions } from '#capabilities/certificates/questions.server.ts';
import { may } from '#platform/dispatch.server.ts';
import type { Context } from '#platform/context.server.ts';
import { afterAsked } from '#web/page.server.ts';
import { isId, orNotFound } from '#web/ids.server.ts';

/** What only whoever leads sees: all that were given, one of them, and what to ask. */
export async function ledOf(context: Context, url: URL) {
	if (!may(context.actor, given)) return null;
	const which = url.searchParams.get('giay') ?? '';
	return {
		one: isId(which) ? await orNotFound(oneGiven(context, { certificate: which })) : null,
		given: await given(context, { after: afterAsked({ url }, GivenPage.entries.after) }),
		questions: await questions(context, {})
	};
}
