import { redirect } from '@sveltejs/kit';
import { program } from '#program/program.server.ts';
import { colleagues } from '#capabilities/access/sessions.server.ts';
import { slip } from '#capabilities/cases/follow.server.ts';
import { inSession } from '#capabilities/cases/case-view.server.ts';
import { ofCase } from '#capabilities/payments/of-case.server.ts';
import { staffOf } from '#web/door.server.ts';
import type { PageServerLoad } from './$types';
import { paths } from '#web/paths.ts';

export const csr = false;

/** The A5 slip with the two lines that only the centre prints: their name, and the end of their number. */
export const load: PageServerLoad = async (event) => {
	const { context, actor } = await staffOf(event);
	const view = await inSession(context, {});
	if (!view?.slip) redirect(303, paths.session.slip);
	const [facts, bill, team] = await Promise.all([
		slip(context, { case: view.file.id }),
		ofCase(context, { case: view.file.id }),
		colleagues(context, {})
	]);
	// Who received it stands on the paper once somebody did; until then the line is left to sign.
	const received = view.file.receivedAt !== null;
	const said = (kind: string): string | null =>
		view.asked.find(({ question }) => question.person === 'applicant' && question.kind === kind)?.answer?.value ?? null;
	const person = { name: said('person-name') ?? '', numberEnd: said('id-number')?.slice(-4) ?? null };
	return {
		session: actor.session ?? '',
		facts,
		balance: bill.balance,
		origin: program().settings.ORIGIN,
		locale: event.locals.locale,
		person,
		receiver: (received && team.find(({ id }) => id === view.file.receiverId)?.name) || null
	};
};
