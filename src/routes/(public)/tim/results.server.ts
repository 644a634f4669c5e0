import * as v from 'valibot';
import { redirect } from '@sveltejs/kit';
import type { Locale } from '#design/spoken.ts';
import { paths, withQuery } from '#web/paths.ts';
import { dayOf } from '#kernel/day.ts';
import { looksLikeSecret } from '#kernel/secret.ts';
import { LIFE_EVENTS } from '#capabilities/procedures/catalogue.ts';
import { askFor } from '#capabilities/procedures/asks.ts';
import { finder, findProcedure } from '#capabilities/procedures/catalogue.server.ts';
import { FindProcedures } from '#capabilities/procedures/inputs.ts';
import { find, MEANT, type Found } from '#capabilities/procedures/rules-find.ts';
import { spelledAs } from '#capabilities/procedures/rules-words.ts';
import { eventOf, groupOf } from '#capabilities/procedures/slugs.ts';

const A_PAGE = 4; // picture choices on a screen; more is the next page
const PAGES = Math.ceil(LIFE_EVENTS.length / A_PAGE);

/** Whether a result is what was asked for, and not only the nearest there is. */
const meant = (found: Found | undefined): boolean => found !== undefined && found.score >= MEANT;

/** What was looked for, or asked by an event or a group, and what the catalogue has for it. */
export function resultsOf(url: URL, { locale, now: at }: { locale: Locale; now: Date }) {
	// A code that was typed here stands in the address: it is led away from at once.
	if (looksLikeSecret(url.searchParams.get('q') ?? '')) redirect(303, withQuery(paths.open.find, { nhac: 'ma' }));
	const wanted = v.parse(FindProcedures, {
		query: (url.searchParams.get('q') ?? '').slice(0, 200),
		event: eventOf(url.searchParams.get('viec')) ?? null,
		group: groupOf(url.searchParams.get('cho')) ?? null
	});
	const { query } = wanted;
	const event = wanted.event ?? undefined;
	const group = wanted.group ?? undefined;
	const results = find(finder(), { query, event, group });
	const best = results[0];
	const asked = Math.trunc(Number(url.searchParams.get('trang'))) || 1;
	const now = Math.min(PAGES, Math.max(1, asked));
	return {
		query,
		secret: url.searchParams.get('nhac') === 'ma',
		locale,
		event: event ?? null,
		group: group ?? null,
		day: dayOf(at),
		/** The query in its right spelling, where the catalogue has those words. */
		heading: best && meant(best) ? spelledAs(query, best.why.matched) : query,
		sure: !query || meant(best),
		found: results.map(({ code }) => findProcedure(code)!),
		ask: (query && askFor(results.map(({ code }) => code))) || null,
		events: { now, all: PAGES, shown: LIFE_EVENTS.slice((now - 1) * A_PAGE, now * A_PAGE) }
	};
}
