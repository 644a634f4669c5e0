import { answer } from '#capabilities/cases/answer.server.ts';
import { confirmOwn } from '#capabilities/cases/confirm.server.ts';
import { AnswerForm } from '#capabilities/cases/forms.ts';
import { acting } from '#web/act.server.ts';
import { notTaken } from '#web/answer.server.ts';
import { newId } from '#web/door.server.ts';
import { paths } from '#web/paths.ts';
import { ownFile, ownFilePage } from './own-file.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { locale, now } = event.locals;
	return { ...(await ownFilePage(event)), locale, now, request: newId() };
};

type Own = Awaited<ReturnType<typeof ownFile>>;
const byOwner = acting(ownFile);
const given = { case: ({ view }: Own) => view.file.id };
const to = (_: unknown, { input }: { input: { case: string } }): string => paths.mine.file(input.case);

export const actions: Actions = {
	answer: byOwner(answer, { reads: AnswerForm, given, shows: notTaken, to }),
	confirm: byOwner(confirmOwn, { given, to })
};
