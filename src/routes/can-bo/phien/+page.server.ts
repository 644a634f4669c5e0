import { fail, redirect } from '@sveltejs/kit';
import { looksLikeSecret } from '#kernel/secret.ts';
import { handOver } from '#capabilities/assistance/keyboard.server.ts';
import { answer } from '#capabilities/cases/answer.server.ts';
import { begun, putAside, resume } from '#capabilities/cases/resume.server.ts';
import { startCase } from '#capabilities/cases/start.server.ts';
import { inSession } from '#capabilities/cases/views.server.ts';
import { rawFrom } from '#capabilities/cases/ui/raw.ts';
import { catalogue, finder } from '#capabilities/procedures/catalogue.server.ts';
import { find } from '#capabilities/procedures/rules-find.ts';
import { attempt, failed } from '#web/answer.server.ts';
import { newId, requestOf, staffOf } from '#web/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Before a case lies open: the finder. Afterwards: the question in hand. */
export const load: PageServerLoad = async (event) => {
	const { url } = event;
	const { view, session } = await event.parent();
	const begunBefore = view ? [] : await begun((await staffOf(event)).context, {});
	const words = url.searchParams.get('q') ?? '';
	// A code that was typed here stands in the address: it is led away from at once.
	if (looksLikeSecret(words)) redirect(303, '/can-bo/phien?nhac=ma');
	const hits = words === '' ? [] : find(finder(), { query: words }).slice(0, 8);
	const all = catalogue().procedures;
	const found = hits
		.flatMap(({ code }) => all.find((one) => one.code === code) ?? [])
		.map(({ code, plain, officialName, policeOnly }) => ({ code, plain, officialName, policeOnly }));
	const wanted = url.searchParams.get('cau');
	const asked = view?.asked ?? [];
	const at = asked.findIndex(({ question, answer: said }) => (wanted ? question.id === wanted : said === null));
	// While the keyboard is hers the page stays here: whatever else is opened leads back to it.
	if (view && at < 0 && wanted === null && session.hands !== 'desk') redirect(303, '/can-bo/phien/xem-lai');
	return { words, found, begun: begunBefore, wanted, at: at < 0 ? 0 : at, byCard: url.searchParams.get('the') === '1' };
};

const text = (form: FormData, name: string): string => String(form.get(name) ?? '');

export const actions: Actions = {
	begin: async (event) => {
		const form = await event.request.formData();
		const { context, actor } = await staffOf(event, requestOf(form));
		const input = {
			session: actor.session ?? '',
			procedure: text(form, 'procedure'),
			byCard: text(form, 'card') === '1'
		};
		const said = await attempt(form, context, (tried) => startCase(tried, { ...input, id: tried.request }));
		return failed(said) ? said : redirect(303, '/can-bo/phien/giay-to');
	},
	resume: async (event) => {
		const form = await event.request.formData();
		const { context } = await staffOf(event, requestOf(form));
		const said = await attempt(form, context, (tried) => resume(tried, { case: text(form, 'case') }));
		return failed(said) ? said : redirect(303, '/can-bo/phien');
	},
	aside: async (event) => {
		const form = await event.request.formData();
		const { context } = await staffOf(event, requestOf(form));
		const said = await attempt(form, context, (tried) => putAside(tried, {}));
		return failed(said) ? said : redirect(303, '/can-bo/phien');
	},
	answer: async (event) => {
		const form = await event.request.formData();
		const { context, actor } = await staffOf(event, requestOf(form));
		const view = await inSession(context, {});
		const input = { case: view?.file.id ?? '', question: text(form, 'question'), raw: rawFrom(form) };
		const said = await attempt(form, context, (tried) => answer(tried, input));
		if (failed(said)) return said;
		if (said.error)
			return fail(400, {
				fault: said as { error: string },
				question: input.question,
				typed: Object.fromEntries([...form].map(([name, value]) => [name, String(value)]))
			});
		const left = (await inSession(context, {}))?.asked.some((one) => one.answer === null);
		// Her last answer gives the keyboard back, as on the second screen.
		if (!left)
			await attempt(form, { ...context, request: newId() }, (tried) =>
				handOver(tried, { session: actor.session ?? '', to: 'guide' })
			);
		redirect(303, `/can-bo/phien${said.warning ? `?nhac=${said.warning}` : ''}`);
	},
	hands: async (event) => {
		const form = await event.request.formData();
		const { context, actor } = await staffOf(event, requestOf(form));
		const said = await attempt(form, context, (tried) =>
			handOver(tried, { session: actor.session ?? '', to: text(form, 'to') as 'desk' })
		);
		const wanted = event.url.searchParams.get('cau');
		return failed(said) ? said : redirect(303, `/can-bo/phien${wanted ? `?cau=${encodeURIComponent(wanted)}` : ''}`);
	}
};
