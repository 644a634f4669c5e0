import * as v from 'valibot';
import { page } from '#kernel/shapes.ts';

/** Which page of a list an address means (`?trang=1`); what is no page is the first. */
export function pageAsked({ url }: { url: URL }, name = 'trang'): number {
	const asked = v.safeParse(page, Number(url.searchParams.get(name) ?? 0));
	return asked.success ? asked.output : 0;
}
