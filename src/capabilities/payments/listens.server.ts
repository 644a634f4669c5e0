import type { Listener } from '#platform/listen.server.ts';
import { setFee } from './set-fee.server.ts';

/** Once the resident has said yes, what it costs is known. */
export const paymentsListen: Listener[] = [
	{
		name: 'payments.set-fee',
		hears: ['cases.confirm', 'cases.confirm-on-paper', 'cases.confirm-own', 'cases.confirm-by-link'],
		may: ['payments.set-fee'],
		hear: async (context, row) => {
			await setFee(context, { case: row.about ?? '' });
		}
	}
];
