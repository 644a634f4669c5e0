import { error, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { findAllNeeds } from '#capabilities/assistance/find-needs.server.ts';
import { answerFollowUp } from '#capabilities/assistance/move-need.server.ts';
import { needKinds, urgencies } from '#capabilities/assistance/need.ts';
import { needBoard } from '#capabilities/assistance/needs.server.ts';
import { may } from '#platform/dispatch.server.ts';
import { attempt, failed } from '#web/answer.server.ts';
import { newId, requestOf, staffOf } from '#web/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

const views = { thon: 'hamlet', nguoi: 'helper' } as const;

/** The board of open needs: two ways to group, a few ways to narrow, and whom to ask again. */
export const load: PageServerLoad = async (event) => {
	const { context, actor } = await staffOf(event);
	if (!may(actor, 'assistance.need-board')) error(403, 'not-allowed');
	const asked = (name: string): string | null => event.url.searchParams.get(name);
	const picked = <const T extends readonly string[]>(list: T, name: string): T[number] | null =>
		list.find((one) => one === asked(name)) ?? null;
	const view = v.safeParse(v.picklist(['thon', 'nguoi', 'hoi-lai']), asked('xem'));
	const shown = view.success ? view.output : 'thon';
	const [late, toCall] = [asked('tre') === '1', asked('goi') === '1'];
	const filter = { kind: picked(needKinds, 'loai'), urgency: picked(urgencies, 'gap'), late, toCall };
	const whose = asked('ai') === 'chua' ? ('nobody' as const) : asked('ai') === 'toi' ? ('mine' as const) : null;
	const by = shown === 'nguoi' || whose ? views.nguoi : views.thon;
	const board = await needBoard(context, { by, ...filter });
	return {
		...{ board, by, filter, whose },
		groups: whose ? board.groups.filter(({ key }) => key === (whose === 'mine' ? actor.id : null)) : board.groups,
		view: whose && shown === 'thon' ? ('nguoi' as const) : shown,
		calls: may(actor, 'privacy.call-list'),
		finds: may(actor, 'assistance.find-needs'),
		locale: event.locals.locale,
		request: newId()
	};
};

const text = (form: FormData, name: string): string => String(form.get(name) ?? '');

export const actions: Actions = {
	answer: async (event) => {
		const form = await event.request.formData();
		const { context } = await staffOf(event, requestOf(form));
		const input = {
			need: text(form, 'need'),
			afterDays: Number(text(form, 'after')) as 30,
			answer: text(form, 'answer') as 'alone'
		};
		const said = await attempt(form, context, (tried) => answerFollowUp(tried, input));
		return failed(said) ? said : redirect(303, '/can-bo/nhu-cau?xem=hoi-lai');
	},
	find: async (event) => {
		const form = await event.request.formData();
		const { context } = await staffOf(event, requestOf(form));
		const said = await attempt(form, context, async (tried) => ({
			count: await findAllNeeds(tried, (page) => (page === 0 ? tried.request : newId()))
		}));
		return failed(said) ? said : redirect(303, `/can-bo/nhu-cau?them=${said.count}`);
	}
};
