import { lateLosses, hotlinesAsking, lossesAsking } from '#capabilities/support/asks.server.ts';
import { losses } from '#capabilities/support/show-loss.server.ts';
import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = {
	words: m['support.lost'],
	heading: 'support',
	opens: losses,
	waits: { of: [lossesAsking, hotlinesAsking], words: m['support.lost-nav'], late: [lateLosses] }
} satisfies NavPage;
