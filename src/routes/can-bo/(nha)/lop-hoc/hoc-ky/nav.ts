import { term } from '#capabilities/classes/terms.server.ts';
import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = { words: m['classes.term'], heading: 'class', opens: term } satisfies NavPage;
