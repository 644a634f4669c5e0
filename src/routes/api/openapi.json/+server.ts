import { json } from '@sveltejs/kit';
import { program } from '#program/program.server.ts';
import { openApi } from '#web/openapi/document.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = () => {
	const { version, settings } = program();
	return json(openApi({ version, origin: settings.ORIGIN }));
};
