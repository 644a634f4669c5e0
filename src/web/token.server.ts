import type { Context } from '#platform/context.server.ts';
import type { Door } from './act.server.ts';
import type { ObjectSchema } from './form.server.ts';

/** What a door answers, with the secret of the request that asked: derived, never stored. */
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
