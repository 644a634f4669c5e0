import { createHash } from 'node:crypto';
import type { RequestEvent } from '@sveltejs/kit';
import { program } from '#app';
import { dayOf } from '#kernel/day.ts';
import { besideShows } from '#capabilities/assistance/rules-beside.ts';
import { beside } from '#capabilities/assistance/session.server.ts';
import { givenName } from '#capabilities/cases/ui/shown.ts';
import { besideCase, type CaseView } from '#capabilities/cases/views.server.ts';
import { ofCase } from '#capabilities/payments/of-case.server.ts';
import { feeAsked } from '#capabilities/payments/rules-fee-asked.ts';
import { facesBeside } from '#capabilities/satisfaction/rate.server.ts';
import { pairedOf } from '../../pairing.server.ts';

const standOf = (view: CaseView) => ({
	stage: view.file.stage,
	way: view.file.way,
	open: view.asked.filter(({ answer }) => answer === null).length,
	needed: view.asked.filter(({ question, answer }) => question.required && (answer?.value ?? '') === '').length
});

/** A digest, so that nothing of anybody is in what the screen asks again and again. */
const keyOf = (parts: readonly unknown[]): string => createHash('sha256').update(parts.join('/')).digest('base64url').slice(0, 16);

/** Everything the second screen shows now. `key` changes when it must show something else. */
export async function besideOf(event: RequestEvent, request?: string) {
	const paired = await pairedOf(event, 'second-screen', request);
	const { context } = paired;
	const session = await beside(context, {});
	const view = session ? await besideCase(context, {}) : null;
	const bill = view && view.file.stage !== 'draft' ? await ofCase(context, { case: view.file.id }) : null;
	const ended = session ? null : await facesBeside(context, {});
	const declined = event.url.searchParams.get('thoi');
	const shows = besideShows({ session, file: view && standOf(view), bill: bill?.standing.state ?? null, justEnded: ended !== null && ended.id !== declined });
	const answers = view?.asked.flatMap(({ answer }) => answer ?? []) ?? [];
	const wrong = shows === 'check' && event.url.searchParams.get('sua') === view?.hash;
	return {
		...paired,
		session,
		view,
		bill,
		ended,
		shows: wrong ? ('mend' as const) : shows,
		fee: view && feeAsked(view.procedure.fee, view.file.way, answers, dayOf(context.now)),
		helper: givenName(paired.device.helperName ?? ''),
		ownLink: view && `${program().settings.ORIGIN}/cua-toi/ho-so/${view.file.id}`,
		key: keyOf([shows, wrong, session?.session, shows === 'question' ? '' : view?.hash, bill?.standing.state])
	};
}
