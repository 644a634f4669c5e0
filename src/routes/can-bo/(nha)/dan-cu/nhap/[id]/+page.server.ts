import { importShown } from '#capabilities/imports/sheets.server.ts';
import type { RequestEvent } from '@sveltejs/kit';
import { applyImport, undoImport } from '#capabilities/imports/apply.server.ts';
import { dropImport, tryImportAgain } from '#capabilities/imports/state.server.ts';
import { mapImport } from '#capabilities/imports/map.server.ts';
import { decideRow } from '#capabilities/imports/decide.server.ts';
import { placeImport } from '#capabilities/imports/place.server.ts';
import { DecideForm, MappingForm, PlacesForm } from '#capabilities/imports/forms.ts';
import { verdicts } from '#capabilities/imports/rules-verdict.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { withQuery } from '#web/paths.ts';
import { importOf } from './import.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, importShown);
	return { ...(await importOf(event, context)), request: newId(), locale: event.locals.locale };
};

/** Each runs on the import of this page, and comes back to the same list of rows. */
const ways = {
	given: { import: (_: unknown, { params }: RequestEvent) => params['id'] ?? '' },
	to: (_: unknown, { event, form }: { event: RequestEvent; form: FormData }) =>
		withQuery(event.url.pathname, { muc: verdicts.find((one) => one === form.get('muc')) })
};

export const actions: Actions = {
	map: byStaff(mapImport, { ...ways, reads: MappingForm }),
	place: byStaff(placeImport, { ...ways, reads: PlacesForm }),
	decide: byStaff(decideRow, { ...ways, reads: DecideForm }),
	apply: byStaff(applyImport, ways),
	undo: byStaff(undoImport, ways),
	drop: byStaff(dropImport, ways),
	again: byStaff(tryImportAgain, ways)
};
