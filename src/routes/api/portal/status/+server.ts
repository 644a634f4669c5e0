import { heardAt, webhooks } from '#web/webhooks.server.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = heardAt(webhooks.portal);
