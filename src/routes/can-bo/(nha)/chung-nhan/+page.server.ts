import { draws } from '#capabilities/certificates/draw.server.ts';
import { takeBackCertificate } from '#capabilities/certificates/give.server.ts';
import { missRecheck, rechecks } from '#capabilities/certificates/recheck.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import { ledOf } from './led.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Who is to be looked at again, and for whoever leads what was given and what to ask. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, rechecks);
	return {
		rechecks: await rechecks(context, {}),
		draws: await draws(context, {}),
		led: await ledOf(context, event.url),
		...{ request: newId(), locale: event.locals.locale, done: event.url.searchParams.get('da') }
	};
};

const done = (da: string): string => withQuery(paths.staff.certificates, { da });

export const actions: Actions = {
	missed: byStaff(missRecheck, { to: done('vang') }),
	back: byStaff(takeBackCertificate, { to: done('thu') })
};
