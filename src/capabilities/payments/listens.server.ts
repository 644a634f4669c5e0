import { bringPhoto } from '#capabilities/cases/bring-photo.server.ts';
import { countSigned } from '#capabilities/cases/count-signed.server.ts';
import { confirm, confirmByLink, confirmOnPaper, confirmOwn } from '#capabilities/cases/confirm.server.ts';
import { listener } from '#platform/listen.server.ts';
import { setFee } from './set-fee.server.ts';

/** Once the resident has said yes, what it costs is known. */
export const paymentsListen = [
	listener({
		name: 'payments.set-fee',
		hears: [confirm, confirmOnPaper, confirmOwn, confirmByLink, countSigned, bringPhoto],
		may: [setFee],
		hear: async (context, row) => {
			// A photo is a yes with the last of those that show what was signed.
			if (row.command === bringPhoto.called && !('confirmed' in row.detail && row.detail.confirmed === true)) return;
			await setFee(context, { case: row.about ?? '' });
		}
	})
];
