import { room } from '#platform/room.server.ts';
import * as file from './file.server.ts';
import { filingChecks } from './checks.server.ts';
import { keeps } from './keeps.ts';
import { filingListens } from './listens.server.ts';
import { pollPortal } from './poll-portal.server.ts';
import type { Portal } from './port.ts';
import { filingTells } from './tells.server.ts';
import * as recordStatus from './record-status.server.ts';
import * as troubles from './troubles.server.ts';

/** The way of a case to the national portal, and back: through `portal`, or by hand where there is none. */
export const filing = (portal: Portal | null) =>
	room('filing', {
		keeps,
		checks: filingChecks,
		doors: [file, recordStatus, troubles],
		listens: filingListens(portal),
		tells: filingTells,
		chores: portal ? [pollPortal(portal)] : []
	});
