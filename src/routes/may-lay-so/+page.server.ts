import { redirect } from '@sveltejs/kit';
import { askHelp } from '#capabilities/counter/move.server.ts';
import { matterAt } from '#capabilities/counter/rules-matter-of.ts';
import { takeTicket } from '#capabilities/counter/take-ticket.server.ts';
import { CLAIM_PAGES, MATTER_PAGES, pageOf } from '#capabilities/counter/ui/steps.ts';
import { wait } from '#capabilities/counter/wait.server.ts';
import { attempt, failed } from '#web/answer.server.ts';
import { newId, requestOf } from '#web/door.server.ts';
import { pairedOf } from '#web/pairing.server.ts';
import type { Actions, PageServerLoad } from './$types';

const STEPS = ['viec', 'uu-tien'] as const;

export const load: PageServerLoad = async (event) => {
	const { context, device } = await pairedOf(event, 'kiosk');
	const { searchParams } = event.url;
	const matter = matterAt(searchParams.get('viec'));
	const step = STEPS.find((one) => one === searchParams.get('buoc')) ?? ('dau' as const);
	const pages = step === 'viec' ? MATTER_PAGES : CLAIM_PAGES;
	const shown: 'dau' | 'viec' | 'uu-tien' = step === 'uu-tien' && !matter ? 'viec' : step;
	return {
		step: shown,
		matter,
		at: pageOf(searchParams.get('trang'), pages.length),
		wait: await wait(context, { centre: device.centreId, matter: matter ?? 'certification' }),
		helpComes: searchParams.has('goi'),
		request: newId(),
		helpRequest: newId()
	};
};

const text = (form: FormData, name: string): string => String(form.get(name) ?? '');

export const actions: Actions = {
	take: async (event) => {
		const form = await event.request.formData();
		const { context, device } = await pairedOf(event, 'kiosk', requestOf(form));
		const input = {
			centre: device.centreId,
			matter: text(form, 'matter') as 'result',
			procedure: null,
			priority: text(form, 'priority') as 'none'
		};
		// A page gives one number: whoever goes back and chooses again is led to the one that she has.
		const said = await attempt(form, context, async (tried) =>
			tried.request === context.request
				? takeTicket(tried, { ...input, id: tried.request })
				: { ticket: context.request }
		);
		return failed(said) ? said : redirect(303, `/may-lay-so/phieu/${said.ticket}?moi`);
	},
	help: async (event) => {
		const form = await event.request.formData();
		const { context } = await pairedOf(event, 'kiosk', requestOf(form));
		const said = await attempt(form, context, (tried) => askHelp(tried, { id: tried.request, where: 'kiosk' }));
		if (failed(said)) return said;
		const ticket = event.url.searchParams.get('phieu');
		if (ticket && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(ticket))
			redirect(303, `/may-lay-so/phieu/${ticket}?goi`);
		const back = new URLSearchParams(
			[...event.url.searchParams].filter(([name]) => !name.startsWith('/') && name !== 'goi')
		);
		redirect(303, `/may-lay-so?${new URLSearchParams([...back, ['goi', '1']])}`);
	}
};
