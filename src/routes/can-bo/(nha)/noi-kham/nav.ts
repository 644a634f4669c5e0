import { keptPlaces } from '#capabilities/health-places/keep.server.ts';
import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = { words: m['health-places.places'], heading: 'class', opens: keptPlaces } satisfies NavPage;
