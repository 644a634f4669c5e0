import { room } from '#platform/room.server.ts';
import * as keep from './keep.server.ts';

/** Where people of a commune are seen by a doctor: what each place sees to, its hours, and how one books there. */
export const healthPlaces = room('health-places', { doors: [keep] });
