import * as v from 'valibot';
import { GivenPage } from '#capabilities/certificates/inputs.ts';
import { given, oneGiven, questions } from '#capabilities/certificates/questions.server.ts';
import { may } from '#platform/dispatch.server.ts';
import type { Context } from '#platform/context.server.ts';
import { isId, orNotFound } from '#web/ids.server.ts';

/** What only whoever leads sees: all that were given, one of them, and what to ask. */
export async function ledOf(context: Context, { searchParams }: URL) {
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
