import { show } from '#capabilities/cases/views.server.ts';
import { centre } from '#capabilities/places/places.server.ts';
import { staffOf } from '#web/door.server.ts';
import { linesOf } from '#web/portal-lines.server.ts';
import type { PageServerLoad } from './$types';

/** The answers of a case on paper, in the portal's order: to be copied by hand where no clipboard is. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffOf(event);
	const view = await show(context, { case: event.params.id });
	const place = await centre(context, { centre: view.file.receivingCentreId });
	return {
		officialName: view.procedure.officialName,
		code: view.procedure.code,
		officialCode: view.file.officialCode,
		hash: view.hash,
		place: place.name,
		lines: linesOf(view)
	};
};
