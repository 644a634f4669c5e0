import { json } from '@sveltejs/kit';
import { health } from '#program/health.server.ts';
import type { RequestHandler } from './$types';

/** For whoever watches the machine; 503 when the database is away. */
export const GET: RequestHandler = async ({ locals }) => {
	const said = await health(locals.now);
	return json(said, { status: said.status === 'down' ? 503 : 200 });
};
