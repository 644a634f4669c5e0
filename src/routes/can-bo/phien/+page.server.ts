import { redirect } from '@sveltejs/kit';
import { handOver } from '#capabilities/assistance/keyboard.server.ts';
import { AnswerForm, BeginForm } from '#capabilities/cases/forms.ts';
import { answerHelp } from '#capabilities/counter/move.server.ts';
import { putAside, resume } from '#capabilities/cases/resume.server.ts';
import { startCase } from '#capabilities/cases/start.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { notTaken } from '#web/answer.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import { begunBefore } from './begun-before.server.ts';
import { finds } from './finder.server.ts';
import { openCase } from './open-case.server.ts';
import { answerBeside, ownSession, sameQuestion } from './questions.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Before a case lies open: the finder. Afterwards: the question in hand. */
export const load: PageServerLoad = async (event) => {
	const { view, session } = await event.parent();
	const [query, asked] = [event.url.searchParams, view?.asked ?? []];
	const [words, wanted] = [query.get('q') ?? '', query.get('cau')];
	const at = asked.findIndex(({ question, answer: said }) => (wanted ? question.id === wanted : said === null));
	// While the keyboard is theirs the page stays here: whatever else is opened leads back to it.
	if (view && at < 0 && wanted === null && session.hands !== 'desk') redirect(303, paths.session.check);
	const found = { words, found: finds(words), wanted, at: at < 0 ? 0 : at, byCard: query.get('the') === '1' };
	return { ...(await begunBefore(event, Boolean(view))), ...found };
};

const [HERE, here] = [paths.session.home, { session: ownSession }];

export const actions: Actions = {
	begin: byStaff(startCase, { reads: BeginForm, given: here, to: paths.session.papers }),
	resume: byStaff(resume, { to: HERE }),
	aside: byStaff(putAside, { to: HERE }),
	answer: byStaff(answerBeside, {
		...{ reads: AnswerForm, given: { case: openCase }, shows: notTaken },
		to: (said) => withQuery(HERE, { nhac: said.warning })
	}),
	seen: byStaff(answerHelp, { to: HERE }),
	hands: byStaff(handOver, { given: here, to: sameQuestion })
};
