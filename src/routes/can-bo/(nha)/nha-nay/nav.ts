import { howItStands } from '#platform/checks.server.ts';
import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = { words: m['platform.state-page'], heading: 'rule', opens: howItStands } satisfies NavPage;
