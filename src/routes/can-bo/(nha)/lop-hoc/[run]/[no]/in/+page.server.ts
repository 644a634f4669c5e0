import { lessonSheet } from '#capabilities/classes/sheet.server.ts';
import { staffWho } from '#web/door.server.ts';
import type { PageServerLoad } from './$types';

export const csr = false;

/** What somebody takes home of a lesson, in large type. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, lessonSheet);
	const { run, no } = event.params;
	return { sheet: await lessonSheet(context, { run, no: Number(no) }), locale: event.locals.locale };
};
