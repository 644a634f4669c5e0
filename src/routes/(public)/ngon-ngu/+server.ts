import { redirect } from '@sveltejs/kit';
import { LOCALES, ownPath, SIZES } from '#design/page.server.ts';
import type { RequestHandler } from './$types';

const YEAR = 60 * 60 * 24 * 365;

/** Keeps the reader's language or text size in a cookie and goes back to where they were; works without JavaScript. */
export const GET: RequestHandler = ({ url, cookies }) => {
	// Readable by script: pages with JavaScript take the language from the same cookie when they wake up.
	// `secure` follows the request: over plain http in a commune's own network the cookie would otherwise be dropped.
	const keep = {
		path: '/',
		maxAge: YEAR,
		sameSite: 'lax',
		httpOnly: false,
		secure: url.protocol === 'https:'
	} as const;
	const lang = LOCALES.find((known) => known === url.searchParams.get('lang'));
	const size = SIZES.find((known) => known === url.searchParams.get('size'));
	if (lang) cookies.set('lang', lang, keep);
	if (size) cookies.set('size', size, keep);
	redirect(303, ownPath(url.searchParams.get('ve')));
};
