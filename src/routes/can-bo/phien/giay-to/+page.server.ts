import { redirect } from '@sveltejs/kit';
import { judgePaper } from '#capabilities/cases/papers.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { paths } from '#web/paths.ts';
import { openCase } from '../open-case.server.ts';
import { uploadPaper } from './upload.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent }) => {
	const { view } = await parent();
	if (!view) redirect(303, paths.session.home);
	return {};
};

const to = paths.session.papers;

export const actions: Actions = {
	judge: byStaff(judgePaper, { given: { case: openCase }, to }),
	upload: byStaff(uploadPaper, { to })
};
