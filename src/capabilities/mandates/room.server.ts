import { room } from '#platform/room.server.ts';
import { mandatesTells } from './tells.server.ts';
import { endMandates } from './end-mandates.server.ts';
import { mandatesInbound } from './inbound.server.ts';
import { keeps } from './keeps.ts';
import * as mandates from './mandates.server.ts';
import * as represent from './represent.server.ts';
import * as standFor from './stand-for.server.ts';

/** Who stands for whom: by word from a day to a day, by a paper as parent or guardian, and who stands for a business. */
export const mandatesRoom = room('mandates', {
	keeps,
	forgets: [{ name: 'mandates.end', when: 'at once', forget: endMandates }],
	doors: [mandates, represent, standFor],
	inbound: mandatesInbound,
	tells: mandatesTells
});
