import type { RequestEvent } from '@sveltejs/kit';
import { handOver } from '#capabilities/assistance/keyboard.server.ts';
import { answer } from '#capabilities/cases/answer.server.ts';
import { inSession } from '#capabilities/cases/case-view.server.ts';
import { steps } from '#web/act.server.ts';
import { newId, type Staff } from '#web/door.server.ts';
import { unlessRefused } from '#web/answer.server.ts';
import { paths, withQuery } from '#web/paths.ts';

/** Back to the question that was open, whoever has the keyboard now. */
export const sameQuestion = (_: unknown, { event }: { event: RequestEvent }): string =>
	withQuery(paths.session.home, { cau: event.url.searchParams.get('cau') });

/** An answer that they give here; their last one gives the keyboard back, as on the second screen. */
export const answerBeside = steps(answer.schema, async (context, input) => {
	const said = await answer(context, input);
	if (said.error) return said;
	const left = (await inSession(context, {}))?.asked.some((one) => one.answer === null);
	if (!left)
		await unlessRefused(
			handOver({ ...context, request: newId() }, { session: context.actor.session ?? '', to: 'guide' })
		);
	return said;
});

/** The session that they sit in. */
export const ownSession = ({ actor }: Staff): string => actor.session ?? '';
