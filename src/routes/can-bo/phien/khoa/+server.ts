import { redirect } from '@sveltejs/kit';
import { proveIt } from '#capabilities/access/prove-it.server.ts';
import { lock, unlock } from '#capabilities/assistance/keyboard.server.ts';
import { newId, staffOf } from '../../../../door.server.ts';
import type { RequestHandler } from './$types';

/** Hides the open session, or opens it again with the helper's password. */
export const POST: RequestHandler = async (event) => {
	const form = await event.request.formData();
	const { context, actor } = await staffOf(event);
	if (actor.session === null) redirect(303, '/can-bo/bang');
	if (form.get('do') === 'lock') {
		await lock(context, { session: actor.session });
		redirect(303, '/can-bo/phien');
	}
	const said = await proveIt(context, { password: String(form.get('password') ?? '') });
	if (!said.ok) redirect(303, '/can-bo/phien?sai=1');
	await unlock({ ...context, request: newId() }, { session: actor.session });
	redirect(303, '/can-bo/phien');
};
