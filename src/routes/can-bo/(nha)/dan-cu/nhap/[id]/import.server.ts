import type { RequestEvent } from '@sveltejs/kit';
import { importRows, importShown } from '#capabilities/imports/sheets.server.ts';
import { verdicts } from '#capabilities/imports/rules-verdict.ts';
import type { Context } from '#platform/context.server.ts';
import { idOf, orNotFound } from '#web/ids.server.ts';

/** States in which the worker is at it: the page comes back by itself until it is done. */
const WORKING = new Set(['reading', 'checking', 'applying', 'undoing']);

/** The import of this page and one of its lists: the one that was asked for, else the first that somebody has to read. */
export async function importOf(event: RequestEvent, context: Context) {
	const one = await orNotFound(importShown(context, { import: idOf(event) }));
	const { searchParams } = event.url;
	const asked = verdicts.find((verdict) => verdict === searchParams.get('muc'));
	const verdict = asked ?? verdicts.find((each) => each !== 'same' && one.counts[each] > 0) ?? 'new';
	const from = Math.min(1_000_000, Math.max(0, Math.trunc(Number(searchParams.get('tu')) || 0)));
	return {
		one,
		working: WORKING.has(one.state),
		verdict,
		rows: one.state === 'checked' ? await importRows(context, { import: one.id, verdict, from }) : []
	};
}
