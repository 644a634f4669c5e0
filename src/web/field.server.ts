import type { RequestEvent } from '@sveltejs/kit';
import type { Base } from '#capabilities/field/door.server.ts';
import type { Lending } from '#platform/lending.server.ts';
import { program } from '#program/program.server.ts';
import { paths } from './paths.ts';
import { answerApi, bodyOf } from './api.server.ts';

/** What the field's app asks, on its own origin: whoever sends it says so by a signature, and no browser by a cookie. */
export const byPhone =
	(run: (base: Base & { lends: readonly Lending[]; checkVisitor: string }, said: unknown) => Promise<unknown>) =>
	({ request, locals: { now } }: RequestEvent): Promise<Response> => {
		const { base, rooms, settings } = program();
		const lent = {
			lends: rooms.flatMap(({ lends }) => lends),
			checkVisitor: settings.ORIGIN + paths.open.checkVisitor
		};
		return answerApi(request, async () => run({ ...base, now, ...lent }, await bodyOf(request)));
	};
