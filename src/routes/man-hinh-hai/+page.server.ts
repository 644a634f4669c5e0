import { AnswerForm } from '#capabilities/cases/forms.ts';
import { giveBack, sayWrong } from '#capabilities/assistance/keyboard.server.ts';
import { answer } from '#capabilities/cases/answer.server.ts';
import { confirm } from '#capabilities/cases/confirm.server.ts';
import { askHelp } from '#capabilities/counter/move.server.ts';
import { sayWhyBeside } from '#capabilities/satisfaction/low.server.ts';
import { rate } from '#capabilities/satisfaction/rate.server.ts';
import { acting } from '#web/act.server.ts';
import { notTaken } from '#web/answer.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import { besideOf, type Beside } from './beside.server.ts';
import { keyboardBack, screenPage } from './screen.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = screenPage;

const byHer = acting(besideOf);
const to = paths.machines.screen;
const fileOf = ({ view }: Beside): string => view?.file.id ?? '';
const given = { session: ({ session }: Beside) => session?.session ?? '' };

export const actions: Actions = {
	answer: byHer(answer, {
		...{ reads: AnswerForm, given: { case: fileOf }, shows: notTaken },
		to: async ({ warning }, { who, event }) => {
			await keyboardBack(event, who);
			return withQuery(to, { nhac: warning });
		}
	}),
	back: byHer(giveBack, { given, to }),
	wrong: byHer(sayWrong, { given, to: (_, { who }) => withQuery(to, { sua: who.view?.hash }) }),
	confirm: byHer(confirm, { given: { case: fileOf }, to }),
	rate: byHer(rate, { given: { session: ({ ended }) => ended?.id ?? '' }, to: withQuery(to, { 'cam-on': true }) }),
	why: byHer(sayWhyBeside, { to: withQuery(to, { 'cam-on': true }) }),
	help: byHer(askHelp, { given: { where: 'second-screen' }, to: withQuery(to, { goi: true }) })
};
