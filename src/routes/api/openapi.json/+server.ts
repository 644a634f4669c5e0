import { program } from '#program/program.server.ts';
import { openApi } from '#web/openapi/document.server.ts';
import type { RequestHandler } from './$types';

/** Made at the first question: anybody may ask, and nothing of it changes while the program runs. */
let made: string | undefined;

export const GET: RequestHandler = () => {
	const { version, settings } = program();
	made ??= JSON.stringify(openApi({ version, origin: settings.ORIGIN }));
	return new Response(made, { headers: { 'content-type': 'application/json' } });
};
