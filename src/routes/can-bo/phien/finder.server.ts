import { redirect } from '@sveltejs/kit';
import { looksLikeSecret } from '#kernel/secret.ts';
import { catalogue, finder } from '#capabilities/procedures/catalogue.server.ts';
import { find } from '#capabilities/procedures/rules-find.ts';
import { paths, withQuery } from '#web/paths.ts';

/** What was looked for in the catalogue, and the eight nearest. */
export function finds(words: string) {
	// A code that was typed here stands in the address: it is led away from at once.
	if (looksLikeSecret(words)) redirect(303, withQuery(paths.session.home, { nhac: 'ma' }));
	const hits = words === '' ? [] : find(finder(), { query: words }).slice(0, 8);
	const all = catalogue().procedures;
	return hits
		.flatMap(({ code }) => all.find((one) => one.code === code) ?? [])
		.map(({ code, plain, officialName, policeOnly }) => ({ code, plain, officialName, policeOnly }));
}
