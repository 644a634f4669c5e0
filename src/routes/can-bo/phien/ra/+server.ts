import { redirect } from '@sveltejs/kit';
import { end, wrongPerson } from '#capabilities/assistance/end.server.ts';
import { Refusal } from '#kernel/refusal.ts';
import { leaveFor, requestOf, staffOf } from '#web/door.server.ts';
import type { RequestHandler } from './$types';
import { paths, withQuery } from '#web/paths.ts';

/** One key out of a session. The browser is told to forget what it cached and stored; the cookie of the shift stays. */
export const POST: RequestHandler = async (event) => {
	const form = await event.request.formData();
	const [id, tag] = requestOf(form).split('.');
	const { context, actor } = await staffOf(event, id);
	// A page left open from an earlier session ends nobody else's.
	if (tag !== undefined && actor.session !== null && tag !== actor.session)
		redirect(303, withQuery(paths.session.home, { het: 1 }));
	const session = actor.session ?? String(form.get('session') ?? '');
	const reason = String(form.get('reason') ?? 'done');
	const leave =
		reason === 'wrong-person' ? wrongPerson(context, { session }) : end(context, { session, reason: reason as 'done' });
	await leave.catch((said: unknown) => {
		// Pressed twice, or ended from elsewhere: out is out.
		if (!(said instanceof Refusal)) throw said;
	});
	const to = reason === 'next-person' ? paths.staff.openSession : paths.staff.desk;
	return leaveFor(to);
};
