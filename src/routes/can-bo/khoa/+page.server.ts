import { redirect } from '@sveltejs/kit';
import { lock } from '#capabilities/access/lock.server.ts';
import { askHelp } from '#capabilities/counter/move.server.ts';
import { ownPath } from '#design/page.server.ts';
import { Nothing } from '#kernel/shapes.ts';
import { steps } from '#web/act.server.ts';
import { bySitter } from '#web/acting.server.ts';
import { newId, sitterOf } from '#web/door.server.ts';
import { isKeyed } from '#web/passkey.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import { opens } from './opens.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** No JavaScript but the one small script: see `static/can-bo.js`. */
export const csr = false;

/** The lantern over a covered machine; whoever comes here with an open one goes on. */
export const load: PageServerLoad = async (event) => {
	const { locked, staff } = await sitterOf(event);
	const back = ownPath(event.url.searchParams.get('ve') ?? paths.staff.home);
	if (!locked) redirect(303, back);
	const called = event.url.searchParams.has('goi');
	const byKey = isKeyed(event);
	return { back, helper: staff.name, helping: staff.assisted !== null, called, byKey, request: newId() };
};

const to = paths.staff.lock;
const back = (form: FormData): string => ownPath(String(form.get('ve')));

export const actions: Actions = {
	lock: bySitter(lock, { to }),
	...opens,
	help: bySitter(askHelp, { given: { where: 'desk' }, to: (_, { form }) => withQuery(to, { ve: back(form), goi: 1 }) }),
	/** Somebody types for a long while: to come in at all is to be at work. */
	work: bySitter(
		steps(Nothing, () => Promise.resolve()),
		{ to }
	)
};
