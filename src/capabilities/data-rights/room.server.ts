import { room } from '#platform/room.server.ts';
import * as erase from './erase.server.ts';
import { dataRightsChecks } from './checks.server.ts';
import * as everything from './everything.server.ts';
import { keeps } from './keeps.ts';
import * as messages from './messages.server.ts';
import * as requestsShown from './requests-shown.server.ts';
import * as requests from './requests.server.ts';
import * as retention from './retention.server.ts';
import { dataRightsTells } from './tells.server.ts';

/** What people ask about their own data: requests with their clocks, a copy of everything, erasure, and how long things are kept. */
export const dataRights = room('data-rights', {
	keeps,
	checks: dataRightsChecks,
	doors: [erase, everything, messages, requestsShown, requests, retention],
	chores: [retention.retentionAtNight],
	inbound: messages.dataRightsInbound,
	tells: dataRightsTells
});
