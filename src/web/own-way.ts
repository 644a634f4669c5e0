import type { RequestEvent } from '@sveltejs/kit';

/**
 * Whether whoever opens this page came by our own pages, by typing or by a picture that a phone read. A link of another site only types
 * in what it brings: nobody elsewhere tries numbers through this browser.
 */
export const isOwnWay = ({ request: { headers } }: RequestEvent): boolean =>
	headers.get('sec-fetch-site') !== 'cross-site' && ['document', null].includes(headers.get('sec-fetch-dest'));
