import { giveCertificate } from '#capabilities/certificates/give.server.ts';
import { certificatesBeside } from '#capabilities/certificates/own.server.ts';
import { sayRecheck } from '#capabilities/certificates/recheck.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { staffOf } from '#web/door.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** Topic by topic what the person beside holds, or what is missing. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffOf(event);
	return { topics: await certificatesBeside(context, {}), done: event.url.searchParams.get('da') };
};

const done = (da: string): string => withQuery(paths.session.certificates, { da });

export const actions: Actions = {
	give: byStaff(giveCertificate, { to: done('cap') }),
	again: byStaff(sayRecheck, { to: done('xem') })
};
