import { firstHour } from '#capabilities/places/first-hour.server.ts';
import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = { words: m['places.hour'], heading: 'rule', opens: firstHour } satisfies NavPage;
