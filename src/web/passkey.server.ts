import type { RequestEvent } from '@sveltejs/kit';
import { siteOf, type Site } from '#capabilities/access/rules-passkeys.ts';
import { askForAny } from '#capabilities/access/webauthn.server.ts';
import { program } from '#program/program.server.ts';
import { refusedAs } from './answer.server.ts';
import { cookieOf, setCookie } from './door.server.ts';

/** Where keys of machines work for whoever came by this address; null where they do not. */
export const passkeySite = ({ url }: RequestEvent): Site | null => siteOf(program().settings.ORIGIN, url.host);

/** What a door is told of that, by the page. */
export const atSite = {
	origin: (): string => program().settings.ORIGIN,
	host: (_: unknown, { url }: RequestEvent): string => url.host
};

const KEYED_SECONDS = 400 * 24 * 3600;

/** A key was made or has signed on this browser, so that its lantern offers to open by one. It opens nothing itself. */
export const noteKeyed = ({ cookies }: RequestEvent): void => setCookie(cookies, cookieOf.keyed, '1', KEYED_SECONDS);

/** Whether the lantern of this browser offers it. */
export const isKeyed = (event: RequestEvent): boolean =>
	passkeySite(event) !== null && event.cookies.get(cookieOf.keyed) !== undefined;

/** What the script of the page gives a browser to have signed, or that none works here. */
export async function askedHere(event: RequestEvent, challenge: string) {
	const site = passkeySite(event);
	return site ? { options: await askForAny({ site, challenge }) } : refusedAs(409, 'passkeys-not-here');
}
