import type { RequestEvent } from '@sveltejs/kit';
import { browserTokenOf } from '#capabilities/access/shift.server.ts';
import { ownPath } from '#design/page.server.ts';
import type { Context } from '#platform/context.server.ts';
import { cookieOf, setCookie } from '#web/door.server.ts';
import { paths } from '#web/paths.ts';

/** So long a browser is known again after each sign-in. */
const KNOWN_SECONDS = 180 * 24 * 3600;

type Came = {
	event: RequestEvent;
	form: FormData;
	who: { context: Context };
	input: { browser?: string | null | undefined };
};

/** The shift begins on this browser, which is known from now on; answers where it leads. */
export function takeIn(token: string, { event, form, who, input }: Came): string {
	const { cookies } = event;
	for (const done of [cookieOf.half, cookieOf.visit]) cookies.delete(done, { path: '/' });
	setCookie(cookies, cookieOf.staff, token);
	setCookie(cookies, cookieOf.browser, input.browser ?? browserTokenOf(who.context), KNOWN_SECONDS);
	const back = ownPath(String(form.get('back')));
	return back !== '/' ? back : paths.staff.home;
}
