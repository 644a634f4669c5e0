import { rechecks } from '#capabilities/certificates/recheck.server.ts';
import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = { words: m['certificates.certificates'], heading: 'class', opens: rechecks } satisfies NavPage;
