import { redirect } from '@sveltejs/kit';
import { lock, unlock } from '#capabilities/assistance/keyboard.server.ts';
import { staffOf } from '#web/door.server.ts';
import type { RequestHandler } from './$types';
import { paths, withQuery } from '#web/paths.ts';

/** Hides the open session, or opens it again with the helper's password. */
export const POST: RequestHandler = async (event) => {
	const form = await event.request.formData();
	const { context, actor } = await staffOf(event);
	if (actor.session === null) redirect(303, paths.staff.board);
	if (form.get('do') === 'lock') {
		await lock(context, { session: actor.session });
		redirect(303, paths.session.home);
	}
	const said = await unlock(context, { session: actor.session, password: String(form.get('password') ?? '') });
	redirect(303, said.locked ? withQuery(paths.session.home, { sai: 1 }) : paths.session.home);
};
