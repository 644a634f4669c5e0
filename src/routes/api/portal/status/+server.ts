import * as v from 'valibot';
import { program } from '#program/program.server.ts';
import { hearPortal } from '#capabilities/filing/poll-portal.server.ts';
import { statuses } from '#capabilities/cases/rules-stage.ts';
import { answerApi, problem } from '#web/api.server.ts';
import { signedBody } from '#web/signed.server.ts';
import type { RequestHandler } from './$types';

const Push = v.object({ code: v.string(), status: v.picklist(statuses), at: v.pipe(v.string(), v.isoTimestamp()) });

/** The portal tells of a status; the poll tells the same again if this is lost. */
export const POST: RequestHandler = async ({ request, locals }) => {
	const { settings, base } = program();
	const body = await signedBody(request, settings.PORTAL_KEY, locals.now);
	if (body === null) return problem(401, 'wrong-signature');
	return answerApi(async () => {
		await hearPortal({ ...base, clock: () => locals.now }, v.parse(Push, JSON.parse(body)));
		return { heard: true };
	});
};
