import { runs } from '#capabilities/classes/runs.server.ts';
import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = { words: m['classes.classes'], heading: 'class', opens: runs } satisfies NavPage;
