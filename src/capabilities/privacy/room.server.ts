import { room } from '#platform/room.server.ts';
import * as callList from './call-list.server.ts';
import * as consents from './consents.server.ts';
import { keeps } from './keeps.ts';
import * as myLooks from './my-looks.server.ts';
import * as publish from './publish-text.server.ts';
import * as record from './record.server.ts';
import * as unsayConsent from './unsay-consent.server.ts';

/** Consent by purpose and text, whom it lets the centre call, and who looked at whom. */
export const privacy = room('privacy', { keeps, doors: [callList, consents, myLooks, publish, record, unsayConsent] });
