import { room } from '#platform/room.server.ts';
import * as after from './after.server.ts';
import * as ask from './ask.server.ts';
import * as atDoor from './at-door.server.ts';
import * as business from './business.server.ts';
import * as byMessage from './by-message.server.ts';
import * as callLoss from './call-loss.server.ts';
import * as give from './give.server.ts';
import * as goOn from './go-on.server.ts';
import * as handOver from './hand-over.server.ts';
import * as hotlines from './hotlines.server.ts';
import * as hotlinesSecond from './hotlines-second.server.ts';
import { keeps } from './keeps.ts';
import { lendSupport } from './lends.server.ts';
import * as lookUp from './look-up.server.ts';
import * as lostMoney from './lost-money.server.ts';
import * as merge from './merge.server.ts';
import * as machines from './machines.server.ts';
import * as mend from './mend.server.ts';
import * as mended from './mended.server.ts';
import * as own from './own.server.ts';
import * as show from './show.server.ts';
import { clearTickets, forgetTickets } from './sql.server.ts';
import * as showLoss from './show-loss.server.ts';
import * as passOn from './pass-on.server.ts';
import * as ring from './ring.server.ts';
import { supportTells } from './tells.server.ts';
import * as write from './write.server.ts';

/** Whoever is stuck with a machine or a system: a ticket each, with its three clocks, whoever sees to it, and what comes next by when. */
export const support = room('support', {
	keeps,
	listens: passOn.supportListens,
	inbound: byMessage.supportInbound,
	chores: [ring.ringLate()],
	doors: [
		after,
		business,
		byMessage,
		passOn,
		ring,
		merge,
		write,
		atDoor,
		ask,
		lookUp,
		own,
		give,
		machines,
		mend,
		mended,
		goOn,
		show,
		lostMoney,
		handOver,
		callLoss,
		showLoss,
		hotlines,
		hotlinesSecond
	],
	tells: supportTells,
	lends: [lendSupport],
	clearings: [{ rule: 'keep-support', days: 365, does: 'blank', clear: clearTickets }],
	forgets: [{ name: 'support.forget', when: 'at once', forget: ({ db }, person) => forgetTickets(db, person) }]
});
