import { avoids } from '#capabilities/classes/avoids.server.ts';
import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = { words: m['classes.days'], heading: 'class', opens: avoids } satisfies NavPage;
