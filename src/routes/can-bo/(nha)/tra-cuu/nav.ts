import { patterns, patternsToSettle } from '#capabilities/oversight/patterns.server.ts';
import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = {
	words: m['oversight.looks'],
	heading: 'rule',
	opens: patterns,
	waits: { of: [patternsToSettle], words: m['oversight.waiting'] }
} satisfies NavPage;
