import { listener, type Listener } from '#platform/listen.server.ts';
import { lookAs } from '#platform/scope.server.ts';
import { confirm, confirmByLink, confirmOnPaper, confirmOwn } from '#capabilities/cases/confirm.server.ts';
import { giveBackCase } from '#capabilities/cases/give-back.server.ts';
import { getCase } from '#capabilities/cases/read.server.ts';
import { receive } from '#capabilities/cases/receive.server.ts';
import { isReleased } from '#capabilities/cases/rules-stage.ts';
import { fileAtPortal, leaveQueue, queueForPortal } from './file.server.ts';
import type { Portal } from './port.ts';

/** A case that is released stands before the portal, and goes there. */
export const filingListens = (portal: Portal | null): Listener[] => [
	listener({
		name: 'filing.queue',
		hears: [confirm, confirmOnPaper, confirmOwn, confirmByLink, receive],
		may: [queueForPortal],
		hear: async (context, row) => {
			const file = await lookAs(context, (inner) => getCase(inner, row.about ?? ''));
			if (isReleased(file)) await queueForPortal(context, { case: file.id });
		}
	}),
	listener({
		name: 'filing.leave-queue',
		hears: giveBackCase,
		may: [leaveQueue],
		hear: async (context, row) => {
			await leaveQueue(context, { case: row.about ?? '' });
		}
	}),
	fileAtPortal(portal)
];
