import { derive, type Keys } from '#platform/keys.server.ts';
import { codeFrom } from './rules-slip.ts';

/** The code of a paper, derived from its id and never stored. */
export const codeOf = (keys: Keys, slip: string): string => codeFrom(derive(keys, 'visit-slip', slip));

/** By what a paper is found again: of the same key as its code, so that it needs no renewal. */
export const hashOf = (keys: Keys, code: string): Buffer => derive(keys, 'visit-slip-code', code);
