import { error, type RequestEvent } from '@sveltejs/kit';
import { locales, type Locale } from '#capabilities/notices/answers.ts';
import { ownReach } from '#capabilities/notices/own-reach.server.ts';
import { previewText } from '#capabilities/notices/preview-text.server.ts';
import { carried } from '#capabilities/notices/port.ts';
import { costs } from '#capabilities/notices/costs.server.ts';
import { howWordsGo } from '#capabilities/notices/live.server.ts';
import { ownTests } from '#capabilities/notices/test-text.server.ts';
import { text } from '#capabilities/notices/texts.server.ts';
import type { Context } from '#platform/context.server.ts';
import { program } from '#program/program.server.ts';
import { orNotFound } from '#web/ids.server.ts';
import { withQuery } from '#web/paths.ts';
import { staffWho } from '#web/door.server.ts';

/** Which text the address means: of a fact, for whom, in which language. */
export function keyOf({ params, url }: RequestEvent): { fact: string; forAnother: boolean; locale: Locale } {
	const locale = locales.find((one) => one === url.searchParams.get('tieng')) ?? 'vi';
	const fact = params['fact'] ?? '';
	if (!/^[a-z-]+\.[a-z-]+$/.test(fact)) error(404, 'not-found');
	return { fact, forAnother: url.searchParams.get('voi') === 'nguoi-nha', locale };
}

const asked = ({ forAnother, locale }: ReturnType<typeof keyOf>) => ({
	voi: forAnother && 'nguoi-nha',
	tieng: locale !== 'vi' && locale
});

/** Back to the same text, saying what was done. */
export const backTo = (event: RequestEvent, da: string): string =>
	withQuery(event.url.pathname, { ...asked(keyOf(event)), da });

/** Ways that are set up and by which whoever tries is reached; a browser says no words. */
async function testWays(context: Context) {
	const own = await ownReach(context, {});
	const set = program().carriers.map(({ channel }) => channel);
	return carried.filter(
		(one) => one !== 'push' && set.includes(one) && (one === 'email' ? own.email?.proved : own.phone?.proved)
	);
}

/** One text with all that stands beside it. */
export async function textOf(event: RequestEvent, context: Context) {
	const key = keyOf(event);
	const shown = await orNotFound(text(context, key));
	const waits = shown.versions.find(({ state }) => state === 'waits');
	const [preview, ways, tests, { spent, set, month }, how] = await Promise.all([
		previewText(context, { ...key, words: waits?.words ?? shown.now }),
		testWays(context),
		ownTests(context, {}),
		costs(context, {}),
		howWordsGo(context, {})
	]);
	const address = (voi: boolean, tieng: Locale): string =>
		withQuery(event.url.pathname, asked({ ...key, forAnother: voi, locale: tieng }));
	return {
		...{ key, shown, preview, ways, spent, budget: set.budget, month },
		...{ live: how.live, staff: how.staff },
		// A form leads back to this very text.
		same: withQuery('', asked(key)).replace('?', '&'),
		tests: tests.filter(({ fact }) => fact === key.fact),
		readers: [false, true].map((forAnother) => ({ forAnother, to: address(forAnother, key.locale) })),
		languages: shown.languages.map((one) => ({ ...one, to: address(key.forAnother, one.locale) }))
	};
}

/** What was typed, looked at again: it stands beside what is wrong with it. */
export async function typedOf(event: RequestEvent, form: FormData) {
	const words = form.get('words');
	if (typeof words !== 'string' || words.length > 2000) return { preview: null };
	const { context } = await staffWho(event, previewText);
	return { preview: await previewText(context, { ...keyOf(event), words }) };
}
