import * as v from 'valibot';
import { id, whole } from '#kernel/shapes.ts';
import { command } from '#platform/dispatch.server.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { listener, type Listener } from '#platform/listen.server.ts';
import { makeRequest } from '#capabilities/data-rights/requests.server.ts';
import { withdrawByMessage } from '#capabilities/data-rights/messages.server.ts';
import { askConsent, withdraw } from '#capabilities/privacy/consents.server.ts';
import { inScope } from '#platform/scope.server.ts';
import { listCardPhotos } from './sql-card-photos.server.ts';

/** The paper that is somebody's card or passport, in every procedure of the catalogue. */
export const CARD_PAPER = 'id-paper';

/** Says in the journal that photos of their card are gone. */
export const dropCardPhotos = command(
	{
		name: 'cases.drop-card-photos',
		group: 'house',
		input: v.object({ person: id, photos: whole }),
		answer: v.object({ photos: v.number() })
	},
	async (_, { person, photos }) => ({ answer: { photos }, person, detail: { photos } })
);

/** What those four say of a consent in their journal rows. */
type Said = { purpose?: string | null; purposes?: string[]; answer?: string };

/**
 * A consent to keep a photo of the card was taken back or refused: the photos go from the disk. The rows that a paper was seen stay,
 * so that what they confirmed still has its hash. Files first, then the word that they are gone: run again, it finds none.
 */
export const cardPhotosListen: Listener[] = [withdraw, withdrawByMessage, makeRequest, askConsent].map((heard) =>
	listener({
		name: `cases.card-photos-after-${heard.called.split('.')[1]}`,
		hears: heard,
		may: [dropCardPhotos],
		hear: async (context, row) => {
			const { purpose, purposes, answer } = row.detail as Said;
			// A request about data names what it took back; what it objects to or asks for is no word about the photo.
			const about = purposes ?? (heard === makeRequest ? [] : [purpose]);
			if (!about.includes('photo-of-card') || answer === 'given' || row.personId === null) return;
			const person = row.personId;
			const photos = await inScope(context.db, context.actor, context.request, (sql) =>
				listCardPhotos(sql, person, CARD_PAPER)
			);
			for (const { sha256 } of photos) await context.store.remove(sha256);
			const request = requestFor('cases.drop-card-photos', row.id);
			await dropCardPhotos({ ...context, request }, { person, photos: photos.length });
		}
	})
);
