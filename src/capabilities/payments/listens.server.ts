import { bringPhoto } from '#capabilities/cases/bring-photo.server.ts';
import { countSigned } from '#capabilities/cases/count-signed.server.ts';
import { confirm, confirmByLink, confirmOnPaper, confirmOwn } from '#capabilities/cases/confirm.server.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { listener } from '#platform/listen.server.ts';
import { lookAs } from '#platform/scope.server.ts';
import { findFee, setFoundFee } from './commune-fees.server.ts';
import { setFee } from './set-fee.server.ts';
import { listWithoutFound } from './sql-fees.server.ts';

export const paymentsListen = [
	// Once the resident has said yes, what it costs is known.
	listener({
		name: 'payments.set-fee',
		hears: [confirm, confirmOnPaper, confirmOwn, confirmByLink, countSigned, bringPhoto],
		may: [setFee],
		hear: async (context, row) => {
			// A photo is a yes with the last of those that show what was signed.
			if (row.command === bringPhoto.called && !('confirmed' in row.detail && row.detail.confirmed === true)) return;
			await setFee(context, { case: row.about ?? '' });
		}
	}),
	// A price holds for the whole commune: what waits at another of its centres is told as well.
	listener({
		name: 'payments.found-elsewhere',
		hears: findFee,
		may: [setFoundFee],
		hear: async (context, row) => {
			const waiting = await lookAs(context, ({ db }) => listWithoutFound(db, row.about ?? ''));
			for (const { id } of waiting)
				await setFoundFee(
					{
						...context,
						actor: { ...context.actor, row: id },
						request: requestFor('payments.found-elsewhere', row.id, id)
					},
					{ case: id }
				);
		}
	})
];
