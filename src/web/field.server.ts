import type { RequestEvent } from '@sveltejs/kit';
import type { Base } from '#capabilities/field/door.server.ts';
import { program } from '#program/program.server.ts';
import { answerApi, bodyOf } from './api.server.ts';

/** What the field's app asks, on its own origin: whoever sends it says so by a signature, and no browser by a cookie. */
export const byPhone =
	(run: (base: Base, said: unknown) => Promise<unknown>) =>
	({ request, locals: { now } }: RequestEvent): Promise<Response> =>
		answerApi(request, async () => run({ ...program().base, now }, await bodyOf(request)));
