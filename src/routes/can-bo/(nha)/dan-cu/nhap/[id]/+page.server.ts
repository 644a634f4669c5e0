import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { applyImport, decideRow, dropImport, undoImport } from '#capabilities/imports/apply.server.ts';
import { mapImport } from '#capabilities/imports/begin.server.ts';
import { importRows, importShown } from '#capabilities/imports/shown.server.ts';
import { fields, type Mapping } from '#capabilities/imports/rules-columns.ts';
import { verdicts } from '#capabilities/imports/rules-verdict.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { may } from '#platform/dispatch.server.ts';
import { attempt, failed } from '#web/answer.server.ts';
import { newId, requestOf, staffOf } from '#web/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** States in which the worker is at it: the page comes back by itself until it is done. */
const WORKING = new Set(['reading', 'checking', 'applying', 'undoing']);

export const load: PageServerLoad = async (event) => {
	const { context, actor } = await staffOf(event);
	if (!may(actor, 'imports.show')) error(403, 'not-allowed');
	const id = v.safeParse(v.pipe(v.string(), v.uuid()), event.params.id);
	if (!id.success) error(404, 'not-found');
	const one = await importShown(context, { import: id.output }).catch((reason: unknown) => {
		if (reason instanceof Refusal) error(404, 'not-found');
		throw reason;
	});
	const asked = verdicts.find((verdict) => verdict === event.url.searchParams.get('muc'));
	const verdict = asked ?? verdicts.find((each) => each !== 'same' && one.counts[each] > 0) ?? 'new';
	const from = Math.min(1_000_000, Math.max(0, Math.trunc(Number(event.url.searchParams.get('tu')) || 0)));
	return {
		one,
		working: WORKING.has(one.state),
		verdict,
		rows: one.state === 'checked' ? await importRows(context, { import: one.id, verdict, from }) : [],
		request: newId(),
		locale: event.locals.locale
	};
};

/** Runs a command on the import of this page, and comes back to the same list of rows. */
async function act(event: RequestEvent, run: (context: Context, one: string, form: FormData) => Promise<unknown>) {
	const form = await event.request.formData();
	const { context } = await staffOf(event, requestOf(form));
	const said = await attempt(form, context, (tried) => run(tried, event.params['id'] ?? '', form));
	const list = verdicts.find((one) => one === form.get('muc'));
	return failed(said) ? said : redirect(303, `${event.url.pathname}${list ? `?muc=${list}` : ''}`);
}

const mappingOf = (form: FormData): Mapping =>
	Object.fromEntries(
		[...form].flatMap(([name, value]) => {
			const field = fields.find((one) => one === value);
			return name.startsWith('column-') && field ? [[field, Number(name.slice(7))]] : [];
		})
	);

/** A field that was chosen for two columns is told before anything is checked. */
function noFieldTwice(form: FormData): void {
	const chosen = [...form]
		.filter(([name, value]) => name.startsWith('column-') && value !== '')
		.map(([, value]) => value);
	if (new Set(chosen).size < chosen.length) throw new Refusal('import-column-twice');
}

export const actions: Actions = {
	map: (event) =>
		act(event, (context, one, form) => {
			noFieldTwice(form);
			return mapImport(context, { import: one, mapping: mappingOf(form) });
		}),
	decide: (event) =>
		act(event, (context, one, form) => {
			const [n, decision] = String(form.get('decide')).split(' ') as [string, 'new'];
			return decideRow(context, { import: one, n: Number(n), decision });
		}),
	apply: (event) => act(event, (context, one) => applyImport(context, { import: one })),
	undo: (event) => act(event, (context, one) => undoImport(context, { import: one })),
	drop: (event) => act(event, (context, one) => dropImport(context, { import: one }))
};
