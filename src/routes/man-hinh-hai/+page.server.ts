import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { program } from '#program/program.server.ts';
import { giveBack } from '#capabilities/assistance/keyboard.server.ts';
import { answer } from '#capabilities/cases/answer.server.ts';
import { confirm } from '#capabilities/cases/confirm.server.ts';
import { rawFrom } from '#capabilities/cases/ui/raw.ts';
import { askHelp } from '#capabilities/counter/move.server.ts';
import { centre } from '#capabilities/places/places.server.ts';
import { rate } from '#capabilities/satisfaction/rate.server.ts';
import { attempt, failed } from '#web/answer.server.ts';
import { newId, requestOf } from '#web/door.server.ts';
import { besideOf } from './beside.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async (event) => {
	const { context, device, session, view, bill, ended, shows, fee, helper, ownLink, key } = await besideOf(event);
	const { searchParams } = event.url;
	const here = await centre(context, { centre: device.centreId });
	const asked = view?.asked ?? [];
	const wanted = asked.findIndex(({ question }) => question.id === searchParams.get('cau'));
	const at = wanted >= 0 ? wanted : asked.findIndex((one) => one.answer === null);
	return {
		shows: ended === null && shows === 'idle' && searchParams.has('cam-on') ? ('thanks' as const) : shows,
		...{ session, view, bill, ended, fee, helper, ownLink, key, at },
		warning: searchParams.get('nhac'),
		helpComes: searchParams.has('goi'),
		locale: event.locals.locale,
		place: here.name,
		demo: program().settings.SEED === 'demo',
		request: newId(),
		helpRequest: newId()
	};
};

const text = (form: FormData, name: string): string => String(form.get(name) ?? '');
const taken = async (event: RequestEvent) => {
	const form = await event.request.formData();
	return { form, ...(await besideOf(event, requestOf(form))) };
};

export const actions: Actions = {
	answer: async (event) => {
		const { form, context, view, session } = await taken(event);
		const input = { case: view?.file.id ?? '', question: text(form, 'question'), raw: rawFrom(form) };
		const said = await attempt(form, context, (tried) => answer(tried, input));
		if (failed(said)) return said;
		if (said.error)
			return fail(400, {
				fault: said as { error: string },
				question: input.question,
				typed: Object.fromEntries([...form].map(([name, value]) => [name, String(value)]))
			});
		const left = (await besideOf(event)).view?.asked.some((one) => one.answer === null);
		// Her answer is kept; where the session ended meanwhile there is no keyboard to give back.
		if (!left)
			await attempt(form, { ...context, request: newId() }, (tried) =>
				giveBack(tried, { session: session?.session ?? '' })
			);
		redirect(303, `/man-hinh-hai${said.warning ? `?nhac=${said.warning}` : ''}`);
	},
	back: async (event) => {
		const { form, context, view, session, shows } = await taken(event);
		const said = await attempt(form, context, (tried) => giveBack(tried, { session: session?.session ?? '' }));
		return failed(said) ? said : redirect(303, shows === 'check' ? `/man-hinh-hai?sua=${view?.hash}` : '/man-hinh-hai');
	},
	confirm: async (event) => {
		const { form, context, view } = await taken(event);
		const said = await attempt(form, context, (tried) =>
			confirm(tried, { case: view?.file.id ?? '', hash: text(form, 'hash') })
		);
		return failed(said) ? said : redirect(303, '/man-hinh-hai');
	},
	rate: async (event) => {
		const { form, context, ended } = await taken(event);
		const said = await attempt(form, context, (tried) =>
			rate(tried, { id: tried.request, session: ended?.id ?? '', score: Number(text(form, 'score')) })
		);
		return failed(said) ? said : redirect(303, '/man-hinh-hai?cam-on');
	},
	help: async (event) => {
		const { form, context } = await taken(event);
		const said = await attempt(form, context, (tried) => askHelp(tried, { id: tried.request, where: 'second-screen' }));
		return failed(said) ? said : redirect(303, '/man-hinh-hai?goi');
	}
};
