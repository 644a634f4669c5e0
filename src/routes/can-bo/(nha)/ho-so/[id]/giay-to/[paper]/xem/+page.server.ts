import { show } from '#capabilities/cases/case-view.server.ts';
import { paperFile } from '#capabilities/cases/papers.server.ts';
import { staffWho } from '#web/door.server.ts';
import { idOf } from '#web/ids.server.ts';
import { paperPage } from '#web/paper-shown.server.ts';
import { paths } from '#web/paths.ts';
import type { PageServerLoad } from './$types';

export const csr = false;

/** One paper of a file, seen by whoever handles it; it goes when the shift ends or somebody is helped at that desk. */
export const load: PageServerLoad = async (event) => {
	const { context, actor } = await staffWho(event, paperFile);
	const { paper } = event.params;
	const page = paperPage(event, await show(context, { case: idOf(event) }), paper, actor.session);
	return { ...page, file: paths.staff.filePaper(idOf(event), paper) };
};
