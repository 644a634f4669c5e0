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
