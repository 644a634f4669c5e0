import * as v from 'valibot';
import { page } from '#kernel/shapes.ts';

/** Which page of a list an address means (`?trang=1`); what is no page is the first. */
export function pageAsked({ url }: { url: URL }, name = 'trang'): number {
	const asked = v.safeParse(page, Number(url.searchParams.get(name) ?? 0));
	return asked.success ? asked.output : 0;
}

/** After which line of a list an address means to go on (`?sau=`); what is no key begins at the top. */
export function afterAsked<K extends v.GenericSchema<string | null | undefined, string | null>>(
	{ url }: { url: URL },
	key: K
): string | null {
	const asked = v.safeParse(key, url.searchParams.get('sau'));
	return asked.success ? asked.output : null;
}
