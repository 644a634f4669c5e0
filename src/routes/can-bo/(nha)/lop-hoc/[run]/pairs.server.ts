import { pairSeat, unpairSeat } from '#capabilities/classes/pairs.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { stillFound } from '#web/find-person.server.ts';
import { back } from './together.server.ts';

/** The learner of the address. */
const seat = (_: unknown, { url }: { url: URL }): string => url.searchParams.get('cho') ?? '';

/** Somebody comes along with a learner, or they come alone. */
export const pairs = {
	pair: byStaff(pairSeat, { given: { seat }, to: back('cung'), beside: stillFound }),
	unpair: byStaff(unpairSeat, { to: back('mot-minh') })
};
