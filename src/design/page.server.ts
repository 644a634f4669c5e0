import type { Locale } from './spoken.ts';

export const LOCALES = ['vi', 'en', 'hi'] as const;
export const SIZES = ['1', '2', '3'] as const;
type Size = (typeof SIZES)[number];

type Cookies = { get(name: string): string | undefined };

/** The language of the reader: the cookie `lang`, else Vietnamese. The same rule as the compiled words follow. */
export const localeOf = (cookies: Cookies): Locale => LOCALES.find((l) => l === cookies.get('lang')) ?? 'vi';

/** The text size of the reader: the cookie `size`, else 1 (20 px). */
export const sizeOf = (cookies: Cookies): Size => SIZES.find((s) => s === cookies.get('size')) ?? '1';

/** Fills the two slots of app.html; the hook calls it from `transformPageChunk`. */
export const fillPage = (html: string, { locale, size, app }: { locale: Locale; size: Size; app: string }): string =>
	html.replace('%lang%', locale).replace('%size%', `size-${size}`).replaceAll('%app%', app);

/** A path of our own to go back to; anything that could leave this site becomes the front page. */
export function ownPath(given: string | null): string {
	if (!given?.startsWith('/') || given.startsWith('//') || /[\\\p{Cc}]/u.test(given)) return '/';
	const url = new URL(given, 'http://own.invalid');
	return url.origin === 'http://own.invalid' && !url.pathname.startsWith('//') ? url.pathname + url.search : '/';
}
