import { NotSent } from '#kernel/not-sent.ts';
import { log } from '#platform/log.server.ts';
import type { Answer, Carrier, Handing } from './port.ts';

/** What came of asking whoever carries a word. */
export type Heard = {
	said: 'taken' | 'refused' | 'unsent' | 'silent';
	ref: string | null;
	parts: number | null;
	fault: string | null;
};

const heardOf = (answer: Answer): Heard =>
	'ref' in answer
		? { said: 'taken', ref: answer.ref, parts: answer.parts, fault: null }
		: { said: 'refused', ref: null, parts: null, fault: answer.refused.slice(0, 120) };

/** Asks whoever carries it; one that throws has not answered. */
export async function asked(carrier: Carrier, handing: Handing): Promise<Heard> {
	try {
		return heardOf(await carrier.hand(handing));
	} catch (fault) {
		// Its words may hold what was sent.
		log.warn({ channel: carrier.channel, kind: fault instanceof Error ? fault.name : 'fault' }, 'no answer to a word');
		const said = fault instanceof NotSent ? 'unsent' : 'silent';
		return { said, ref: null, parts: null, fault: 'no-answer' };
	}
}

/** There is nothing to ask with. */
export const gone: Heard = { said: 'refused', ref: null, parts: null, fault: 'no-address' };
