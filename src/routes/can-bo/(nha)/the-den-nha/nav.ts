import { bearers } from '#capabilities/badges/badges.server.ts';
import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = { words: m['badges.badges'], heading: 'home', opens: bearers } satisfies NavPage;
