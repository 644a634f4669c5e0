import type { RequestEvent } from '@sveltejs/kit';
import { staffAtDoor } from '#capabilities/access/door.server.ts';
import { browserTokenOf } from '#capabilities/access/shift.server.ts';
import { ownPath } from '#design/page.server.ts';
import type { Context } from '#platform/context.server.ts';
import { program } from '#program/program.server.ts';
import { rightsOf } from '#program/roles.ts';
import { cookieOf, setCookie } from '#web/door.server.ts';
import { firstPage } from './first-page.ts';

/** So long a browser is known again after each sign-in. */
const KNOWN_SECONDS = 180 * 24 * 3600;

type Came = {
	event: RequestEvent;
	form: FormData;
	who: { context: Context };
	input: { browser?: string | null | undefined };
};

/** The shift begins on this browser, which is known from now on; answers where it leads. */
export async function takeIn(token: string, { event, form, who, input }: Came): Promise<string> {
	const { cookies, locals } = event;
	for (const done of [cookieOf.half, cookieOf.visit]) cookies.delete(done, { path: '/' });
	setCookie(cookies, cookieOf.staff, token);
	setCookie(cookies, cookieOf.browser, input.browser ?? browserTokenOf(who.context), KNOWN_SECONDS);
	const door = await staffAtDoor(program().db, rightsOf, token, locals.now);
	const back = ownPath(String(form.get('back')));
	return back !== '/' ? back : firstPage(door?.roles ?? []);
}
