import type { RequestEvent } from '@sveltejs/kit';
import { cookieOf, setCookie } from '#web/door.server.ts';
import type { Context } from '#platform/context.server.ts';
import type { Door } from '#web/act.server.ts';
import type { ObjectSchema } from '#web/form.server.ts';

/** What a door of the sign-in answers, with the secret of the request that asked: derived, never stored. */
export const withToken = <S extends ObjectSchema, A extends object>(
	door: Door<S, A>,
	tokenOf: (context: Context) => string
) =>
	Object.assign(
		async (context: Context, input: Parameters<typeof door>[1]) => ({
			...(await door(context, input)),
			token: tokenOf(context)
		}),
		{ schema: door.schema }
	);

/** So long a browser is known again after each sign-in. */
const KNOWN_SECONDS = 180 * 24 * 3600;

/** The shift begins on this browser, which is known from now on. */
export function takeIn({ cookies }: RequestEvent, token: string, browser: string): void {
	cookies.delete(cookieOf.half, { path: '/' });
	setCookie(cookies, cookieOf.staff, token);
	setCookie(cookies, cookieOf.browser, browser, KNOWN_SECONDS);
}
