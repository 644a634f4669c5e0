import { error } from '@sveltejs/kit';
import { inSession } from '#capabilities/cases/case-view.server.ts';
import { staffOf } from '#web/door.server.ts';
import type { PageServerLoad } from './$types';

export const csr = false;

/** One paper of the open case on a page of ours, so that it goes when the session does; its bytes are asked for by the picture itself. */
export const load: PageServerLoad = async (event) => {
	const { context, actor } = await staffOf(event);
	const view = await inSession(context, {});
	const seen = view?.papers.find(({ id, sha256 }) => id === event.params.paper && sha256 !== null);
	if (!view || !seen || actor.session === null) error(404, 'not-found');
	return {
		session: actor.session,
		name: view.procedure.papers.find(({ id }) => id === seen.paper)?.name ?? seen.paper,
		picture: seen.mime !== 'application/pdf',
		file: event.params.paper
	};
};
