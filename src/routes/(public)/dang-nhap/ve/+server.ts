import { redirect } from '@sveltejs/kit';
import { program } from '#program/program.server.ts';
import { Refusal } from '#kernel/refusal.ts';
import { log } from '#platform/log.server.ts';
import { comeBack, sayWhy } from '../e-id-trip.server.ts';
import type { RequestHandler } from './$types';
import { paths } from '#web/paths.ts';

/** Where the e-ID sends people back. */
export const GET: RequestHandler = async (event) => {
	const { eId } = program();
	if (!eId) redirect(303, paths.open.signIn);
	const to = await comeBack(event, eId).catch((reason: unknown) => {
		if (!(reason instanceof Refusal)) throw reason;
		log.warn({ refused: reason.code }, 'the e-ID lets nobody in');
		return sayWhy(reason.code);
	});
	redirect(303, to);
};
