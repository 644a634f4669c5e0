import type { RequestEvent } from '@sveltejs/kit';
import { begun } from '#capabilities/cases/resume.server.ts';
import { noPage } from '#kernel/page.ts';
import { staffOf } from '#web/door.server.ts';
import { pageAsked } from '#web/page.server.ts';

/** A page of what was begun for the person before; nothing while a file lies open. */
export async function begunBefore(event: RequestEvent, open: boolean) {
	const page = pageAsked(event);
	return { begun: open ? noPage() : await begun((await staffOf(event)).context, { page }), page };
}
