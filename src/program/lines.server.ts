import { setTimeout as wait } from 'node:timers/promises';
import { linedOf } from '#adapters/carriers.server.ts';
import type { Carrier, Receipt } from '#capabilities/notices/port.ts';
import { hearReceipt } from '#capabilities/notices/send.server.ts';
import { countStrange } from '#capabilities/notices/strange.server.ts';

const TRIES = 3;
const BETWEEN_MS = 1000;

type Base = Omit<Parameters<typeof hearReceipt>[0], 'now'>;

/** A receipt may be quicker than the answer to its text: it names the text by what that answer says. */
async function hear(base: Base, channel: Carrier['channel'], receipt: Receipt): Promise<boolean> {
	for (let n = 1; n <= TRIES; n++) {
		if (await hearReceipt({ ...base, now: new Date() }, channel, receipt)) return true;
		if (n < TRIES) await wait(BETWEEN_MS);
	}
	return false;
}

/** Hears receipts that come by a carrier's own line: kept before they are answered, and told again where they could not be. */
export function listenOnLines(base: Base, carriers: readonly Carrier[]): void {
	for (const carrier of linedOf(carriers))
		carrier.listen(async (receipts) => {
			for (const receipt of receipts)
				if (!(await hear(base, carrier.channel, receipt)))
					await countStrange({ ...base, now: new Date() }, carrier.channel, 1);
		});
}
