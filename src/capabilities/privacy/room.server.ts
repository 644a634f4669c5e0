import { room } from '#platform/room.server.ts';
import { keeps } from './keeps.ts';
import { keeps as dataKeep } from './keeps-data.ts';
import * as callList from './call-list.server.ts';
import * as consents from './consents.server.ts';
import * as erase from './erase.server.ts';
import * as everything from './everything.server.ts';
import * as messages from './messages.server.ts';
import * as record from './record.server.ts';
import * as requestsShown from './requests-shown.server.ts';
import * as requests from './requests.server.ts';
import * as retention from './retention.server.ts';
import { retentionAtNight } from './retention.server.ts';

/** Consent by purpose and text, requests about data, a copy of everything, erasure, keeping times, who looked. */
export const privacy = room('privacy', {
	keeps: { ...keeps, ...dataKeep },
	doors: [callList, consents, erase, everything, messages, record, requestsShown, requests, retention],
	chores: [retentionAtNight]
});
