import { handOver } from '#capabilities/assistance/keyboard.server.ts';
import { AnswerForm, BeginForm } from '#capabilities/cases/forms.ts';
import { answerHelp, askHelp } from '#capabilities/counter/move.server.ts';
import { putAside, resume } from '#capabilities/cases/resume.server.ts';
import { startLike } from '#capabilities/cases/start-like.server.ts';
import { startCase } from '#capabilities/cases/start.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { notTaken } from '#web/answer.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import { askedPage } from './asked.server.ts';
import { openCase } from './open-case.server.ts';
import { answerBeside, ownSession, sameQuestion } from './questions.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = askedPage;

const [HERE, here] = [paths.session.home, { session: ownSession }];

export const actions: Actions = {
	begin: byStaff(startCase, { reads: BeginForm, given: here, to: paths.session.papers }),
	again: byStaff(startLike, { given: here, to: paths.session.papers }),
	resume: byStaff(resume, { to: HERE }),
	aside: byStaff(putAside, { to: HERE }),
	answer: byStaff(answerBeside, {
		...{ reads: AnswerForm, given: { case: openCase }, shows: notTaken },
		to: (said) => withQuery(HERE, { nhac: said.warning })
	}),
	...{
		seen: byStaff(answerHelp, { to: HERE }),
		help: byStaff(askHelp, { given: { where: 'desk' }, to: withQuery(HERE, { goi: 1 }) })
	},
	hands: byStaff(handOver, { given: here, to: sameQuestion })
};
