import type { RequestEvent } from '@sveltejs/kit';
import { begun, sentBefore } from '#capabilities/cases/resume.server.ts';
import { noPage } from '#kernel/page.ts';
import { staffOf } from '#web/door.server.ts';
import { pageAsked } from '#web/page.server.ts';

/** A page of what was begun for the person before, and one of what went its way; nothing while a file lies open. */
export async function begunBefore(event: RequestEvent, open: boolean) {
	const [page, sentPage] = [pageAsked(event), pageAsked(event, 'trang-nop')];
	if (open) return { begun: noPage(), sent: noPage(), page, sentPage };
	const { context } = await staffOf(event);
	const [before, sent] = await Promise.all([begun(context, { page }), sentBefore(context, { page: sentPage })]);
	return { begun: before, sent, page, sentPage };
}
