import { MOST_SHEET_BYTES, beginImport } from '#capabilities/imports/begin.server.ts';
import { imports } from '#capabilities/imports/sheets.server.ts';
import { byStaffWho } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { pageAsked } from '#web/page.server.ts';
import { paths } from '#web/paths.ts';
import { takeSheet } from './sheet.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, imports);
	const page = pageAsked(event);
	const list = await imports(context, { page });
	return { imports: list, page, request: newId(), locale: event.locals.locale, most: MOST_SHEET_BYTES };
};

export const actions: Actions = {
	begin: byStaffWho(beginImport)(takeSheet, { to: ({ id }) => paths.staff.import(id) })
};
