import { room } from '#platform/room.server.ts';
import * as badges from './badges.server.ts';
import * as checkVisitor from './check-visitor.server.ts';
import { badgesClearings } from './clearings.server.ts';
import { lendBadge } from './lends.server.ts';
import { badgesListens } from './listens.server.ts';

/** Who stands at a door: a picture, until when, and six digits that anybody may ask about. */
export const badgesRoom = room('badges', {
	doors: [badges, checkVisitor],
	listens: badgesListens,
	clearings: badgesClearings,
	lends: [lendBadge]
});
