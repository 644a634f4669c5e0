import { confirm, confirmByLink, confirmOnPaper, confirmOwn } from '#capabilities/cases/confirm.server.ts';
import { listener } from '#platform/listen.server.ts';
import { setFee } from './set-fee.server.ts';

/** Once the resident has said yes, what it costs is known. */
export const paymentsListen = [
	listener({
		name: 'payments.set-fee',
		hears: [confirm, confirmOnPaper, confirmOwn, confirmByLink],
		may: [setFee],
		hear: async (context, row) => {
			await setFee(context, { case: row.about ?? '' });
		}
	})
];
