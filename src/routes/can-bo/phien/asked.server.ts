import { redirect } from '@sveltejs/kit';
import { newId } from '#web/door.server.ts';
import { paths } from '#web/paths.ts';
import { begunBefore } from './begun-before.server.ts';
import { finds } from './finder.server.ts';
import type { PageServerLoadEvent } from './$types';

/** Before a case lies open: the finder. Afterwards: the question in hand. */
export async function askedPage(event: PageServerLoadEvent) {
	const { view, session } = await event.parent();
	const [query, asked] = [event.url.searchParams, view?.asked ?? []];
	const [words, wanted] = [query.get('q') ?? '', query.get('cau')];
	const at = asked.findIndex(({ question, answer: said }) => (wanted ? question.id === wanted : said === null));
	// While the keyboard is theirs the page stays here: whatever else is opened leads back to it.
	const asks = event.request.method === 'GET' && session.hands !== 'desk';
	if (view && at < 0 && wanted === null && asks) redirect(303, paths.session.check);
	const found = { words, found: finds(words), wanted, at: at < 0 ? 0 : at, byCard: query.get('the') === '1' };
	const help = { helpRequest: newId() };
	return { ...(await begunBefore(event, Boolean(view))), ...found, ...help };
}
