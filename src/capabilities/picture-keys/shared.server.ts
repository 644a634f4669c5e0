import type { Context } from '#platform/context.server.ts';
import { derive, lookupHash, lookupHashes } from '#platform/keys.server.ts';
import { cardFrom, keyText, type KeyPicture } from './rules-pictures.ts';

type Keyed = Pick<Context, 'keys'>;

/** The number on the card of a key. It is derived and kept nowhere, so that a card can be printed again. */
export const cardOf = ({ keys }: Keyed, key: string): string => cardFrom(derive(keys, 'learning-card', key));

/** By what a card is found. */
export const cardHash = (context: Keyed, key: string): Buffer =>
	lookupHash(context.keys, 'learning-card', cardOf(context, key));
export const cardHashes = ({ keys }: Keyed, number: string): Buffer[] => lookupHashes(keys, 'learning-card', number);

/** By what three pictures are found at a centre; under old keys too. */
export const picturesHash = ({ keys }: Keyed, centre: number, pictures: readonly KeyPicture[]): Buffer =>
	lookupHash(keys, 'picture-key', keyText(centre, pictures));
export const picturesHashes = ({ keys }: Keyed, centre: number, pictures: readonly KeyPicture[]): Buffer[] =>
	lookupHashes(keys, 'picture-key', keyText(centre, pictures));

/** What makes three pictures an offer to one person on one day: nobody finds out which are taken by asking for others. */
export const sealOf = ({ keys }: Keyed, person: string, day: string, pictures: readonly KeyPicture[]): string =>
	derive(keys, 'picture-offer', `${person}:${day}:${pictures.join('.')}`).toString('base64url');

/** What a browser holds that a key has opened: derived from the request that opened it, and stored as a hash alone. */
export const learnerTokenOf = ({ keys }: Keyed, request: string): string =>
	derive(keys, 'learner-session', request).toString('base64url');
